package io.github.spotaware.testsupport;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;

/**
 * Callers who call when a test has them call.
 */
public final class ScriptedCallers implements Traffic {

	private final Ticker ticker;

	private final long since;

	private final Map<String, Peer> peers = new ConcurrentSkipListMap<>();

	/**
	 * Requests in flight.
	 */
	public volatile long inFlight;

	/**
	 * Whether what comes now comes in a drain.
	 */
	public volatile boolean draining;

	private final AtomicLong servedWhileDraining = new AtomicLong();

	public ScriptedCallers(Ticker ticker) {
		this.ticker = ticker;
		this.since = ticker.nanos();
	}

	/**
	 * Have somebody call now.
	 */
	public void call(String address) {
		long now = this.ticker.nanos();
		this.peers.compute(address, (key, before) -> (before == null) ? new Peer(address, now, 0)
				: new Peer(address, now, Math.max(before.longestGap(), now - before.lastRequest())));
		if (this.draining) {
			this.servedWhileDraining.incrementAndGet();
		}
	}

	@Override
	public Snapshot snapshot() {
		return new Snapshot(!this.peers.isEmpty(), this.since, this.peers.values().stream().toList(), this.inFlight,
				this.inFlight, this.servedWhileDraining.get());
	}

}
