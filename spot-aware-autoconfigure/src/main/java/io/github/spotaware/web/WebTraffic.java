package io.github.spotaware.web;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests of the web server, from the moment of its creation, which is while
 * the application starts and before the first request can come.
 */
final class WebTraffic {

	/**
	 * Seconds after which a caller that is refused may come back.
	 */
	static final String RETRY_AFTER = "1";

	private final Ticker ticker;

	private final long since;

	private final InFlight inFlight;

	private final Peers peers;

	private final LongAdder servedWhileDraining = new LongAdder();

	private volatile boolean everServed;

	private final LongAdder refused = new LongAdder();

	private volatile boolean draining;

	private volatile boolean refusing;

	WebTraffic(Ticker ticker, Duration longLived) {
		this.ticker = ticker;
		this.since = ticker.nanos();
		this.inFlight = new InFlight(longLived, this.since);
		this.peers = new Peers(this.since);
	}

	/**
	 * Count a request that begins. Allocates nothing for a known peer.
	 * @param peer the address its socket is connected to
	 * @return its epoch, to be given back when it ends
	 */
	long begin(@Nullable Object peer) {
		long now = this.ticker.nanos();
		if (!this.everServed) {
			this.everServed = true;
		}
		if (this.draining) {
			this.servedWhileDraining.increment();
		}
		this.peers.seen(peer, now);
		return this.inFlight.begin(now);
	}

	void end(long epoch) {
		this.inFlight.end(epoch);
	}

	/**
	 * Take a request that began off its thread.
	 */
	OpenRequest open(long epoch) {
		return new OpenRequest(this.inFlight, epoch);
	}

	synchronized void draining(boolean draining) {
		if (this.draining != draining) {
			this.servedWhileDraining.reset();
			this.draining = draining;
		}
	}

	boolean draining() {
		return this.draining;
	}

	/**
	 * Refuse what comes from now on, or no longer.
	 * @param refusing whether the web server is about to stop
	 */
	void refusing(boolean refusing) {
		this.refusing = refusing;
	}

	/**
	 * Return whether a request that has just come is refused, and count it if so.
	 */
	boolean refuses() {
		if (this.refusing) {
			this.refused.increment();
		}
		return this.refusing;
	}

	/**
	 * Return how many requests were refused.
	 */
	long refused() {
		return this.refused.sum();
	}

	/**
	 * Return how many requests are in flight that are waited for.
	 */
	long inFlight() {
		return this.inFlight.young(this.ticker.nanos());
	}

	Traffic.Snapshot snapshot() {
		long now = this.ticker.nanos();
		return new Traffic.Snapshot(this.everServed, this.since, this.peers.snapshot(now), this.inFlight.young(now),
				this.inFlight.active(), this.servedWhileDraining.sum());
	}

}
