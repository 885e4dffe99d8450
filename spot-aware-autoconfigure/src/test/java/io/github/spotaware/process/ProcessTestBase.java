package io.github.spotaware.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import org.junit.jupiter.api.AfterEach;

/**
 * Base of tests with processes on a fake instance.
 */
abstract class ProcessTestBase {

	/**
	 * What nothing that waits for a drain would keep to, with {@link #LONG_DRAIN}.
	 */
	static final Duration PROMPT = Duration.ofSeconds(40);

	/**
	 * Lets a drain last so long that it is noticed where there should be none.
	 */
	static final String[] LONG_DRAIN = { "spot-aware.drain.settle=60s", "spot-aware.drain.quiet-period=60s",
			"spot-aware.termination-grace-period=120s" };

	/**
	 * Leaves time to look at a drain for a signal.
	 */
	static final String PATIENT = "spot-aware.termination-grace-period=40s";

	final FakeAws aws = FakeAws.start();

	final FakeInstance instance = this.aws.instance("i-0123456789abcdef0", "127.0.0.1");

	private final List<ExampleProcess> processes = new CopyOnWriteArrayList<>();

	@AfterEach
	void closeAll() {
		this.processes.forEach(ExampleProcess::close);
		this.aws.close();
	}

	final ExampleLaunch launch(String... properties) {
		return new ExampleLaunch()
			.environment(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.instance.metadataEndpoint().toString(),
					"AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2", this.aws.loadBalancing().endpoint().toString(),
					"AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "fake", "AWS_SECRET_ACCESS_KEY", "fake"))
			.properties(properties);
	}

	/**
	 * Start a process, which ends with the test at the latest.
	 */
	final ExampleProcess start(ExampleLaunch launch) throws IOException {
		ExampleProcess example = launch.start();
		this.processes.add(example);
		return example;
	}

	/**
	 * Start a process and wait until it knows the platform and accepts traffic.
	 */
	final ExampleProcess startReady(String... properties) throws IOException {
		return startReady(launch(properties));
	}

	final ExampleProcess startReady(ExampleLaunch launch) throws IOException {
		ExampleProcess example = start(launch);
		example.awaitOutput("Watching for interruptions");
		example.awaitReadiness(200);
		return example;
	}

}
