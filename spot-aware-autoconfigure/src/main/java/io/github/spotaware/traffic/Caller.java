package io.github.spotaware.traffic;

import java.io.Serial;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows a caller's last request and its longest silence of the last five minutes.
 * <p>
 * The window slides by thirty seconds, so a silence counts for up to half a minute more
 * than five, never for less. Its value is the time of the last request, so that most
 * requests change one word of it. Safe for use by any thread; allocates nothing.
 */
final class Caller extends AtomicLong {

	@Serial
	private static final long serialVersionUID = 1L;

	static final long WINDOW = Duration.ofMinutes(5).toNanos();

	static final long BUCKET = Duration.ofSeconds(30).toNanos();

	private final transient long[] longestGaps = new long[(int) (WINDOW / BUCKET) + 1];

	private int bucket;

	/**
	 * Written before the start of the bucket and read after it: who sees the new bucket
	 * never compares with the longest gap of the old one.
	 */
	private volatile long longestInBucket;

	private volatile long bucketStart;

	private boolean forgotten;

	/**
	 * Create a caller at its first request.
	 * @param now the time of that request
	 * @param silence how long it is known to have been silent before
	 */
	Caller(long now, long silence) {
		super(now);
		this.bucketStart = now;
		record(now, silence);
	}

	/**
	 * See a request.
	 * @return {@code false} when this caller has been forgotten and another must stand in
	 */
	boolean seen(long now) {
		long previous = getAndSet(now);
		long gap = now - previous;
		if (gap < 0) {
			accumulateAndGet(previous, Caller::later);
			return true;
		}
		if (now - this.bucketStart < BUCKET && gap <= this.longestInBucket) {
			return true;
		}
		return record(now, gap);
	}

	long lastRequest() {
		return get();
	}

	synchronized long longestGap(long now) {
		turnTo(now);
		return Arrays.stream(this.longestGaps).max().orElse(0);
	}

	/**
	 * Forget the caller if it has been silent for the whole window.
	 * @return whether it is forgotten
	 */
	synchronized boolean forget(long now) {
		this.forgotten = this.forgotten || silent(now);
		return this.forgotten;
	}

	boolean silent(long now) {
		return now - get() > WINDOW;
	}

	private synchronized boolean record(long now, long gap) {
		if (this.forgotten) {
			return false;
		}
		turnTo(now);
		long longest = Math.max(this.longestGaps[this.bucket], Math.min(gap, WINDOW));
		this.longestGaps[this.bucket] = longest;
		this.longestInBucket = longest;
		return true;
	}

	private void turnTo(long now) {
		long start = this.bucketStart;
		long turns = (now - start) / BUCKET;
		if (turns <= 0) {
			return;
		}
		for (long i = Math.min(turns, this.longestGaps.length); i > 0; i--) {
			this.bucket = (this.bucket + 1) % this.longestGaps.length;
			this.longestGaps[this.bucket] = 0;
		}
		this.longestInBucket = 0;
		this.bucketStart = start + turns * BUCKET;
	}

	private static long later(long one, long other) {
		return (one - other >= 0) ? one : other;
	}

}
