package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.spotaware.sample.process.ShopClient;
import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.sample.process.ShopProcesses;

/**
 * Measures the time from a notice that is visible to the first 503 of a readiness prober.
 *
 * @param options the options
 * @param processes runs the instances
 */
record Reaction(DrillOptions options, ShopProcesses processes) {

	private static final Duration PROBE_INTERVAL = Duration.ofMillis(10);

	/**
	 * Notices come at any point of an instance's poll interval.
	 */
	private static final int PHASE_MILLIS = 2000;

	/**
	 * An instance does not refuse traffic while it is the last healthy target.
	 */
	private static final String COMPANION = "i-0ffffffffffffffff";

	List<Duration> measure() {
		Random random = new Random(this.options.seed());
		List<Duration> reactions = new ArrayList<>();
		for (int number = 1; number <= this.options.interruptions(); number++) {
			reactions.add(measureOne("i-%017x".formatted(number), Duration.ofMillis(random.nextInt(PHASE_MILLIS))));
		}
		return reactions;
	}

	private Duration measureOne(String instanceId, Duration phase) {
		ShopClient client = new ShopClient();
		try (Observer observer = new Observer();
				Stage stage = new Stage(this.options, Mode.SPOT_AWARE, this.processes)) {
			stage.group().register(COMPANION, 9);
			stage.group().healthy(COMPANION, 9);
			ShopProcess process = stage.start(instanceId);
			stage.join(process);
			observer.pause(Duration.ofSeconds(1).plus(phase));
			stage.instance(process)
				.interrupt("terminate", InstantSource.system().instant().plus(this.options.notice()));
			long visible = System.nanoTime();
			long deadline = visible + this.options.notice().toNanos();
			observer.await(PROBE_INTERVAL, () -> isRefused(client, process, deadline));
			return Duration.ofNanos(System.nanoTime() - visible);
		}
	}

	private static boolean isRefused(ShopClient client, ShopProcess process, long deadline) {
		if (System.nanoTime() > deadline) {
			throw new IllegalStateException(
					"Instance '%s' never refused traffic, see %s".formatted(process.instanceId(), process.log()));
		}
		return client.readiness(process.port()) == 503;
	}

}
