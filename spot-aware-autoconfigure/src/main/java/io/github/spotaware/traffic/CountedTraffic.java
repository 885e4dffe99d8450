package io.github.spotaware.traffic;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests of a server, from the moment of its creation, which is while the
 * application starts and before the first request can come.
 */
public class CountedTraffic {

	private final Ticker ticker;

	private final long since;

	private final InFlight inFlight;

	private final Peers peers;

	private final LongAdder servedWhileDraining = new LongAdder();

	private volatile boolean everServed;

	private volatile boolean draining;

	/**
	 * Create traffic that has seen no request.
	 * @param ticker measures silence
	 * @param longLived how long the drain waits for a request
	 */
	public CountedTraffic(Ticker ticker, Duration longLived) {
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
	public final long begin(@Nullable Object peer) {
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

	/**
	 * Count a request that ends. Must be called once for each.
	 * @param epoch its epoch
	 */
	public final void end(long epoch) {
		this.inFlight.end(epoch);
	}

	/**
	 * Take a request that began off its thread.
	 * @param epoch its epoch
	 * @return the request
	 */
	public final OpenRequest open(long epoch) {
		return new OpenRequest(this.inFlight, epoch);
	}

	/**
	 * Count what is served during a drain from now on, or no longer.
	 * @param nowDraining whether a drain runs
	 */
	public final synchronized void draining(boolean nowDraining) {
		if (this.draining != nowDraining) {
			this.servedWhileDraining.reset();
			this.draining = nowDraining;
		}
	}

	/**
	 * Return whether a drain runs or has ended.
	 * @return whether there is one
	 */
	public final boolean draining() {
		return this.draining;
	}

	/**
	 * Return how many requests are in flight that are waited for.
	 * @return the number of those that are not long-lived
	 */
	public final long inFlight() {
		return this.inFlight.young(this.ticker.nanos());
	}

	/**
	 * Return what is known now.
	 * @return a consistent enough view
	 */
	public final Traffic.Snapshot snapshot() {
		long now = this.ticker.nanos();
		return new Traffic.Snapshot(this.everServed, this.since, this.peers.snapshot(now), this.inFlight.young(now),
				this.inFlight.active(), this.servedWhileDraining.sum());
	}

}
