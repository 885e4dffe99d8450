package io.github.spotaware.process;

import java.util.Map;

import io.github.spotaware.test.ecs.FakeTask;
import io.github.spotaware.test.ecs.TaskSettings;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import org.junit.jupiter.api.Tag;

/**
 * Real processes that wait for an interruption have a thread for each source that asks,
 * and none besides. Of pods see {@link PodProcessTests}.
 */
@Tag("process")
class IdleThreadsProcessTests extends ProcessTestBase {

	@ProcessTest
	void instanceHasAThreadForEachQuestion() throws Exception {
		FakeTargetGroup group = this.aws.loadBalancing().createTargetGroup("shop", TargetGroupSettings.instance(8080));
		ExampleProcess example = startReady("spot-aware.elb.target-group-arns=" + group.arn());
		awaitThreads(example, "spot-aware-imds-auto-scaling spot-aware-imds-rebalance spot-aware-imds-spot");
	}

	@ProcessTest
	void instanceThatIsAskedLessHasFewer() throws Exception {
		ExampleProcess example = startReady("spot-aware.imds.auto-scaling=false", "spot-aware.imds.maintenance=true");
		awaitThreads(example, "spot-aware-imds-maintenance spot-aware-imds-rebalance spot-aware-imds-spot");
	}

	@ProcessTest
	void taskOnFargateHasNone() throws Exception {
		awaitThreads(startReady(launch(TaskSettings.fargateSpot("10.0.1.15"))), "");
	}

	@ProcessTest
	void taskOnAnInstanceHasAThreadForEachQuestion() throws Exception {
		ExampleProcess example = startReady(launch(TaskSettings.ec2Bridge(this.instance.id(), 32768))
			.environment(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.instance.metadataEndpoint().toString())));
		awaitThreads(example, "spot-aware-imds-rebalance spot-aware-imds-spot");
	}

	@ProcessTest
	void applicationWithoutPlatformHasNone() throws Exception {
		ExampleProcess example = start(launch("spot-aware.platform=none"));
		example.awaitOutput("Nothing to do: 'spot-aware.platform' is 'none'");
		example.awaitReadiness(200);
		awaitThreads(example, "");
	}

	/**
	 * Those of the start go when it is over.
	 */
	private static void awaitThreads(ExampleProcess example, String names) {
		example.await("threads '%s'".formatted(names), () -> example.get("/threads").body().equals(names));
	}

	private ExampleLaunch launch(TaskSettings settings) {
		FakeTask task = this.aws.ecs().runTask(settings);
		return new ExampleLaunch().environment(Map.of("ECS_CONTAINER_METADATA_URI_V4", task.metadataUri().toString(),
				"AWS_ENDPOINT_URL_ECS", this.aws.ecs().endpoint().toString(), "AWS_ACCESS_KEY_ID", "fake",
				"AWS_SECRET_ACCESS_KEY", "fake"));
	}

}
