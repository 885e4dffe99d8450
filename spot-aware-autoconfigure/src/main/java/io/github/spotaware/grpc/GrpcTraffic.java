package io.github.spotaware.grpc;

import java.time.Duration;

import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import io.github.spotaware.traffic.CountedTraffic;

/**
 * The calls of the gRPC server. Streams are in flight while they are young and something
 * is being said.
 */
final class GrpcTraffic implements Traffic {

	private final CountedTraffic calls;

	private final StreamingCalls streams;

	GrpcTraffic(Ticker ticker, Duration longLived) {
		this.calls = new CountedTraffic(ticker, longLived);
		this.streams = new StreamingCalls(longLived);
	}

	CountedTraffic calls() {
		return this.calls;
	}

	StreamingCalls streams() {
		return this.streams;
	}

	@Override
	public Snapshot snapshot() {
		Snapshot counted = this.calls.snapshot();
		return new Snapshot(counted.everServed(), counted.historySince(), counted.peers(),
				counted.inFlight() + this.streams.busy(), counted.active(), counted.servedWhileDraining());
	}

}
