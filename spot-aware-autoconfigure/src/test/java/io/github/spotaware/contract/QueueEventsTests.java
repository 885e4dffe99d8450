package io.github.spotaware.contract;

import java.net.URI;

import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotState;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From an event on EventBridge's bus to a drained application, through LocalStack. Its
 * own events AWS puts under the source {@code aws.ec2}, which nobody else may: here it is
 * {@code test.ec2}.
 */
@AgainstForeignServer("LocalStack")
@Tag("sqs")
class QueueEventsTests {

	private static final String INSTANCE = "i-0123456789abcdef0";

	private final LocalQueue queue = new LocalQueue();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					EC2 Spot Instance Interruption Warning  | "instance-id": "%s", "instance-action": "terminate"     | SPOT_INTERRUPTION
					EC2 Instance State-change Notification  | "instance-id": "%s", "state": "shutting-down"           | INSTANCE_STATE_CHANGE
					EC2 Instance-terminate Lifecycle Action | "EC2InstanceId": "%s", "AutoScalingGroupName": "shop", "LifecycleHookName": "hook", "LifecycleActionToken": "token", "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING" | AUTO_SCALING_TERMINATION
					""")
	void eventDrains(String type, String detail, NoticeCause cause) {
		String name = "direct-" + cause.id();
		this.queue.subscribe(name, type);
		try (FakeAws aws = FakeAws.start(); ExampleContext example = start(aws, name)) {
			this.queue.put(type, detail.formatted("i-0fedcba9876543210"));
			this.queue.put(type, detail.formatted(INSTANCE));
			assertThat(example.await(SpotState.Drained.class).cause()).isEqualTo(cause);
			example.awaitFindings((findings) -> assertThat(findings)
				.anySatisfy((finding) -> assertThat(finding.id()).isEqualTo("sqs-queue-shared")));
			Awaitility.await().until(() -> this.queue.left(name) == 1);
		}
	}

	@Test
	void eventInAnEnvelopeOfATopicDrains() {
		String type = "EC2 Spot Instance Interruption Warning";
		this.queue.subscribeByTopic("fan-out", type, INSTANCE);
		try (FakeAws aws = FakeAws.start(); ExampleContext example = start(aws, "fan-out")) {
			String detail = """
					"instance-id": "%s", "instance-action": "terminate\"""";
			this.queue.put(type, detail.formatted("i-0fedcba9876543210"));
			this.queue.put(type, detail.formatted(INSTANCE));
			assertThat(example.await(SpotState.Drained.class).cause()).isEqualTo(NoticeCause.SPOT_INTERRUPTION);
			example.awaitFindings((findings) -> assertThat(findings)
				.noneSatisfy((finding) -> assertThat(finding.id()).startsWith("sqs-")));
			Awaitility.await().until(() -> this.queue.left("fan-out") == 0);
		}
	}

	@Test
	void recommendationPutsAtRiskAndTheQueueMayComeLater() {
		try (FakeAws aws = FakeAws.start(); ExampleContext example = start(aws, "late")) {
			String type = "EC2 Instance Rebalance Recommendation";
			this.queue.subscribe("late", type);
			this.queue.put(type, "\"instance-id\": \"%s\"".formatted(INSTANCE));
			example.await(SpotState.AtRisk.class);
		}
	}

	private static ExampleContext start(FakeAws aws, String queue) {
		FakeInstance instance = aws.instance(INSTANCE, "10.0.1.15");
		URI localStack = LocalStack.endpoint();
		return ExampleContext.run(instance.metadataEndpoint(), "spot-aware.sqs.queue=" + queue,
				"spring.cloud.aws.endpoint=" + localStack, "spring.cloud.aws.region.static=us-east-1",
				"spring.cloud.aws.credentials.access-key=test", "spring.cloud.aws.credentials.secret-key=test");
	}

}
