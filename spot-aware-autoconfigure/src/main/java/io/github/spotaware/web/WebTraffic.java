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

	private final Ticker ticker;

	private final long since;

	private final InFlight inFlight;

	private final Peers peers;

	private final LongAdder servedWhileDraining = new LongAdder();

	private volatile boolean everServed;

	private volatile boolean draining;

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

	Traffic.Snapshot snapshot() {
		long now = this.ticker.nanos();
		return new Traffic.Snapshot(this.everServed, this.since, this.peers.snapshot(now), this.inFlight.young(now),
				this.inFlight.active(), this.servedWhileDraining.sum());
	}

}
