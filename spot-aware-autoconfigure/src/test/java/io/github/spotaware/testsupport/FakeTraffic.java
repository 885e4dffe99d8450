package io.github.spotaware.testsupport;

import java.util.List;

import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;

/**
 * Shows the traffic a test wants to be seen: callers who called when it was made.
 */
public final class FakeTraffic implements Traffic {

	private final Ticker ticker;

	private final long made;

	private final List<String> callers;

	/**
	 * Whether they call on and on.
	 */
	public volatile boolean calling;

	public volatile long inFlight;

	public volatile long servedWhileDraining;

	public FakeTraffic(Ticker ticker, String... callers) {
		this.ticker = ticker;
		this.made = ticker.nanos();
		this.callers = List.of(callers);
	}

	@Override
	public Snapshot snapshot() {
		long lastRequest = this.calling ? this.ticker.nanos() : this.made;
		List<Peer> peers = this.callers.stream().map((caller) -> new Peer(caller, lastRequest, 1_000_000L)).toList();
		return new Snapshot(!peers.isEmpty(), lastRequest, peers, this.inFlight, this.inFlight + 1,
				this.servedWhileDraining);
	}

}
