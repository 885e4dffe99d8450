package io.github.spotaware.elb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Capacity;
import io.github.spotaware.Deadline;
import io.github.spotaware.Departure;
import io.github.spotaware.Drain;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.TaskIdentity;
import io.github.spotaware.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A drain whose time passes only while a step waits.
 */
final class RecordingDrain implements Drain, Ticker {

	static final InstanceIdentity IDENTITY = new InstanceIdentity(Platform.EC2, "i-0123456789abcdef0", "10.0.1.15",
			"us-east-1a", "us-east-1", Capacity.SPOT);

	/**
	 * A Fargate task with the address of the fixtures.
	 */
	static final InstanceIdentity TASK = task(Platform.ECS_FARGATE, null, List.of("10.0.1.15"), Map.of());

	final List<Departure> departures = new ArrayList<>();

	final List<String> reporters = new ArrayList<>();

	final List<Duration> pauses = new ArrayList<>();

	InstanceIdentity identity = IDENTITY;

	boolean leavesTargetGroups = true;

	boolean replacementExpected = true;

	boolean endless;

	Runnable whilePaused = () -> {
	};

	private final Deadline deadline = new Deadline(Duration.ofMinutes(2).toNanos(), Instant.EPOCH, "test");

	private long now;

	static InstanceIdentity task(Platform platform, @Nullable String instanceId, List<String> addresses,
			Map<Integer, Integer> hostPorts) {
		String arn = "arn:aws:ecs:us-east-1:123456789012:task/shop/0123456789abcdef0123456789abcdef";
		TaskIdentity task = new TaskIdentity(arn, "shop", "web", "app", addresses, hostPorts);
		String address = addresses.isEmpty() ? null : addresses.get(0);
		return new InstanceIdentity(platform, instanceId, address, "us-east-1a", "us-east-1", Capacity.SPOT, task);
	}

	@Override
	public InstanceIdentity identity() {
		return this.identity;
	}

	@Override
	public Deadline deadline() {
		return this.deadline;
	}

	@Override
	public Duration remaining() {
		return this.deadline.remaining(this.now);
	}

	@Override
	public boolean replacementExpected() {
		return this.replacementExpected;
	}

	@Override
	public boolean leavesTargetGroups() {
		return this.leavesTargetGroups;
	}

	@Override
	public void departing(String reporter, Departure departure) {
		this.reporters.add(reporter);
		this.departures.add(departure);
	}

	@Override
	public void pause(Duration duration) throws InterruptedException {
		if (Thread.interrupted() || (remaining().isZero() && !this.endless)) {
			throw new InterruptedException();
		}
		this.pauses.add(duration);
		this.now = this.now + duration.toNanos();
		this.whilePaused.run();
	}

	@Override
	public long nanos() {
		return this.now;
	}

}
