package io.github.spotaware.testsupport;

import java.time.Duration;
import java.time.Instant;

import io.github.spotaware.Deadline;
import io.github.spotaware.Departure;
import io.github.spotaware.Drain;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;

/**
 * A drain without an end, for steps that ask for little of it.
 */
public class FakeDrain implements Drain {

	@Override
	public InstanceIdentity identity() {
		return InstanceIdentity.unknown(Platform.EC2);
	}

	@Override
	public Deadline deadline() {
		return new Deadline(0, Instant.EPOCH, "test");
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
		throw new AssertionError("'%s' is not to know anything of load balancers".formatted(reporter));
	}

	@Override
	public void pause(Duration duration) throws InterruptedException {
	}

}
