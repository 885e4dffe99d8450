package io.github.spotaware.traffic;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the requests in flight, and knows how many of them are not yet long-lived.
 * <p>
 * Time is cut into slots of an eighth of the long-lived time, and a ring holds the last
 * sixteen: the count of those still open that began in a slot, packed with the slot's
 * epoch. A request is young for at least the long-lived time and at most an eighth more.
 * What a slot held when the ring comes round to it, and what is released, is counted
 * apart: most requests begin and end in one word of memory. Safe for use by any thread;
 * allocates nothing.
 */
final class InFlight {

	/**
	 * The epoch of a request that nobody waits for.
	 */
	static final long RELEASED = -1;

	private static final int SLOTS = 16;

	private static final int YOUNG_SLOTS = 8;

	private static final int COUNT_BITS = 24;

	private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

	/**
	 * Narrow enough for any use, and wide enough for the epochs to last for 34 years.
	 */
	private static final long NARROWEST_SLOT = TimeUnit.MILLISECONDS.toNanos(1);

	private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

	private final LongAdder others = new LongAdder();

	private final long origin;

	private final long slotWidth;

	InFlight(Duration longLived, long now) {
		this.origin = now;
		this.slotWidth = Math.max(NARROWEST_SLOT, (TimeUnit.NANOSECONDS.convert(longLived) - 1) / YOUNG_SLOTS + 1);
	}

	/**
	 * Count a request that begins.
	 * @return its epoch, to be given back when it ends
	 */
	long begin(long now) {
		long epoch = epoch(now);
		int index = index(epoch);
		while (true) {
			long slot = this.slots.get(index);
			long slotEpoch = slot >>> COUNT_BITS;
			if (slotEpoch > epoch) {
				this.others.increment();
				return RELEASED; // suspended for a whole turn of the ring
			}
			if (slotEpoch == epoch) {
				if (this.slots.compareAndSet(index, slot, slot + 1)) {
					return epoch;
				}
				continue;
			}
			// Counted twice for a moment rather than not at all.
			this.others.add(slot & COUNT_MASK);
			if (this.slots.compareAndSet(index, slot, (epoch << COUNT_BITS) + 1)) {
				return epoch;
			}
			this.others.add(-(slot & COUNT_MASK));
		}
	}

	/**
	 * Wait no longer for a request, which goes on. Must be called at most once for each.
	 */
	void release(long epoch) {
		this.others.increment();
		if (!leaveSlot(epoch)) {
			this.others.decrement();
		}
	}

	/**
	 * Count a request that ends. Must be called once for each.
	 * @param epoch its epoch, or {@link #RELEASED} when it was released before
	 */
	void end(long epoch) {
		if (!leaveSlot(epoch)) {
			this.others.decrement();
		}
	}

	/**
	 * Return whether it was in its slot.
	 */
	private boolean leaveSlot(long epoch) {
		if (epoch == RELEASED) {
			return false;
		}
		int index = index(epoch);
		while (true) {
			long slot = this.slots.get(index);
			if (slot >>> COUNT_BITS != epoch) {
				return false;
			}
			if (this.slots.compareAndSet(index, slot, slot - 1)) {
				return true;
			}
		}
	}

	/**
	 * Return how many requests are in flight and not yet long-lived.
	 */
	long young(long now) {
		long oldest = epoch(now) - YOUNG_SLOTS;
		long young = 0;
		for (int i = 0; i < SLOTS; i++) {
			long slot = this.slots.get(i);
			if (slot >>> COUNT_BITS >= oldest) {
				young += slot & COUNT_MASK;
			}
		}
		return young;
	}

	/**
	 * Return how many requests are in flight, long-lived and released ones too.
	 */
	long active() {
		long inSlots = 0;
		for (int i = 0; i < SLOTS; i++) {
			inSlots += this.slots.get(i) & COUNT_MASK;
		}
		return Math.max(0, inSlots + this.others.sum());
	}

	private long epoch(long now) {
		return Math.max(0, now - this.origin) / this.slotWidth;
	}

	private static int index(long epoch) {
		return (int) (epoch & (SLOTS - 1));
	}

}
