package io.github.spotaware.grpc;

import java.time.Duration;

import io.github.spotaware.Drain;
import io.github.spotaware.Ticker;
import io.github.spotaware.traffic.CountedTraffic;
import org.jspecify.annotations.Nullable;

/**
 * The drain that runs or has ended, as long as it is not taken back.
 */
final class CurrentDrain {

	private final CountedTraffic traffic;

	private final Ticker ticker;

	private volatile @Nullable Drain drain;

	CurrentDrain(GrpcTraffic traffic, Ticker ticker) {
		this.traffic = traffic.calls();
		this.ticker = ticker;
	}

	void begin(Drain begun) {
		this.drain = begun;
		this.traffic.draining(true);
	}

	void takeBack() {
		this.drain = null;
		this.traffic.draining(false);
	}

	/**
	 * Return the time until all is over, or {@code null} without a drain.
	 */
	@Nullable Duration left() {
		Drain present = this.drain;
		return (present != null) ? present.deadline().remaining(this.ticker.nanos()) : null;
	}

}
