package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.spotaware.testsupport.Fakes;
import io.github.spotaware.testsupport.SimulatedElbClient;
import io.github.spotaware.testsupport.SimulatedGroup;
import io.github.spotaware.testsupport.SimulatedGroup.Member;
import io.github.spotaware.testsupport.SimulatedTime;
import io.github.spotaware.testsupport.TokenBucket;

/**
 * Instances of one account that are interrupted together, before the throttle buckets of
 * the account.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/throttling.html">Request
 * throttling for the Elastic Load Balancing API</a>
 */
final class Fleet implements AutoCloseable {

	/**
	 * When the notices appear; there is traffic before.
	 */
	static final Duration NOTICE = Duration.ofSeconds(310);

	static final Duration DEADLINE = NOTICE.plusSeconds(120);

	private static final double MODIFYING = 20;

	private static final double MODIFYING_PER_SECOND = 4;

	private static final double DESCRIBING = 40;

	private static final double DESCRIBING_PER_SECOND = 10;

	private final Random random;

	private final SimulatedTime time = new SimulatedTime();

	private final SimulatedGroup group = new SimulatedGroup(Fakes.GROUP, "instance", Duration.ofMinutes(5), this.time);

	private final TokenBucket modifying = new TokenBucket(MODIFYING, MODIFYING_PER_SECOND, this.time.ticker());

	private final TokenBucket describing = new TokenBucket(DESCRIBING, DESCRIBING_PER_SECOND, this.time.ticker());

	private final List<FleetInstance> instances = new ArrayList<>();

	/**
	 * Create a fleet.
	 * @param seed what it is drawn from
	 * @param count how many instances are interrupted; as many others are not
	 * @param controllers the share of the calls that controllers make meanwhile
	 */
	Fleet(long seed, int count, double controllers) {
		this.random = new Random(seed);
		for (int i = 0; i < count; i++) {
			this.group.register(new Member("i-1%016x".formatted(i), 8080), true);
			Member us = new Member("i-0%016x".formatted(i), 8080);
			this.group.register(us, true);
			this.instances.add(new FleetInstance(us, this, this.random.nextLong()));
		}
		control(this.modifying, 1 / (controllers * MODIFYING_PER_SECOND));
		control(this.describing, 1 / (controllers * DESCRIBING_PER_SECOND));
	}

	private void control(TokenBucket bucket, double seconds) {
		this.time.in(Duration.ofNanos((long) (seconds * 1e9)), () -> {
			bucket.take();
			control(bucket, seconds);
		});
	}

	SimulatedTime time() {
		return this.time;
	}

	SimulatedGroup group() {
		return this.group;
	}

	SimulatedElbClient client(FleetInstance instance) {
		return new SimulatedElbClient(Map.of(this.group.arn(), this.group), instance);
	}

	/**
	 * Take the time of a call, and refuse it where the account calls too often.
	 */
	void call(boolean describes) throws InterruptedException {
		this.time.pause(Duration.ofMillis(20 + this.random.nextInt(80)));
		// What is prepared at the start of an instance is not part of this.
		boolean begun = this.time.passed().compareTo(NOTICE) >= 0;
		if (begun && !(describes ? this.describing : this.modifying).take()) {
			throw SimulatedElbClient.throttled();
		}
	}

	/**
	 * Play it.
	 */
	FleetResult play() {
		this.instances.forEach(FleetInstance::begin);
		this.time.endIn(DEADLINE.plusSeconds(5));
		this.time.run();
		return FleetResult.of(this.instances);
	}

	@Override
	public void close() {
		this.time.close();
	}

}
