package io.github.spotaware.streams;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.Deadline;
import io.github.spotaware.Departure;
import io.github.spotaware.Drain;
import io.github.spotaware.InstanceIdentity;

/**
 * A drain in real time, for real sockets.
 */
final class RealDrain implements Drain {

	private final CountDownLatch over = new CountDownLatch(1);

	@Override
	public InstanceIdentity identity() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Deadline deadline() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Duration remaining() {
		return Duration.ofMinutes(1);
	}

	@Override
	public boolean leavesTargetGroups() {
		return true;
	}

	@Override
	public boolean replacementExpected() {
		return true;
	}

	@Override
	public void departing(String reporter, Departure departure) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void pause(Duration duration) throws InterruptedException {
		if (this.over.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
			throw new InterruptedException("The drain is over");
		}
	}

}
