package io.github.spotaware.sqs;

import java.time.Duration;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.testsupport.FakeDrain;

/**
 * A drain of an instance that ends in virtual time: who waits lets it pass.
 */
final class ShortDrain extends FakeDrain {

	private Duration left;

	private Duration until = Duration.ZERO;

	private Runnable planned = () -> {
	};

	ShortDrain(Duration time) {
		this.left = time;
	}

	/**
	 * Plan the one thing that happens in it.
	 * @param before how long before the end
	 */
	ShortDrain planning(Duration before, Runnable action) {
		this.until = before;
		this.planned = action;
		return this;
	}

	@Override
	public InstanceIdentity identity() {
		return Events.instance();
	}

	@Override
	public void pause(Duration duration) throws InterruptedException {
		if (duration.compareTo(this.left) >= 0) {
			throw new InterruptedException("The drain is over");
		}
		this.left = this.left.minus(duration);
		if (this.left.equals(this.until)) {
			this.planned.run();
		}
	}

}
