package io.github.spotaware.testsupport;

import java.util.List;

import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;

/**
 * Shows the traffic a test wants to be seen: callers who called when it was made.
 */
public final class FakeTraffic implements Traffic {

	private final long lastRequest;

	private final List<String> callers;

	public volatile long inFlight;

	public volatile long servedWhileDraining;

	public FakeTraffic(Ticker ticker, String... callers) {
		this.lastRequest = ticker.nanos();
		this.callers = List.of(callers);
	}

	@Override
	public Snapshot snapshot() {
		List<Peer> peers = this.callers.stream()
			.map((caller) -> new Peer(caller, this.lastRequest, 1_000_000L))
			.toList();
		return new Snapshot(!peers.isEmpty(), this.lastRequest, peers, this.inFlight, this.inFlight + 1,
				this.servedWhileDraining);
	}

}
