package io.github.spotaware.sqs;

import java.io.IOException;
import java.time.Duration;

import io.github.spotaware.Finding;
import io.github.spotaware.aws.ClientSetup;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClientBuilder;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AnswerLifecycleActionTests {

	private static final LifecycleAction ACTION = new LifecycleAction("shop", "terminating", "token");

	private final ScriptedAutoScaling aws = new ScriptedAutoScaling();

	private final Findings findings = new Findings();

	private final LazyClient<AutoScalingClient, AutoScalingClientBuilder> client = new LazyClient<>(
			new DefaultListableBeanFactory().getBeanProvider(AutoScalingClient.class), AutoScalingClient::builder,
			new TestSetup(this.aws));

	private final AnswerLifecycleAction step = new AnswerLifecycleAction(
			new AutoScalingApi(this.client, this.findings));

	AnswerLifecycleActionTests() throws IOException {
	}

	@AfterEach
	void close() {
		this.client.close();
		this.aws.close();
	}

	@Test
	void actionIsProlongedWhileTheDrainRunsAndCompletedAfterIt() {
		this.step.waiting(ACTION);
		drain(Duration.ofSeconds(50));
		assertThat(this.aws.calls()).containsExactly(heartbeat(), heartbeat(), heartbeat());
		this.step.drained();
		assertThat(this.aws.calls()).hasSize(4)
			.last()
			.asString()
			.startsWith("Action=CompleteLifecycleAction&")
			.contains("LifecycleActionResult=CONTINUE")
			.contains("AutoScalingGroupName=shop")
			.contains("LifecycleHookName=terminating")
			.contains("LifecycleActionToken=token");
		assertThat(this.findings.findings()).isEmpty();
	}

	@Test
	void actionThatComesLateIsProlongedFromThenOn() {
		ShortDrain drain = new ShortDrain(Duration.ofSeconds(50)).planning(Duration.ofSeconds(5),
				() -> this.step.waiting(ACTION));
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.step.drain(drain));
		assertThat(this.aws.calls()).containsExactly(heartbeat());
	}

	@Test
	void actionThatComesAfterTheDrainIsCompletedOnce() {
		drain(Duration.ofSeconds(5));
		this.step.drained();
		assertThat(this.aws.calls()).isEmpty();
		this.step.waiting(ACTION);
		this.step.waiting(ACTION);
		assertThat(this.aws.calls()).singleElement().asString().startsWith("Action=CompleteLifecycleAction&");
	}

	@Test
	void refusalIsAFinding() {
		this.aws.refuse(403, "AccessDenied");
		this.step.waiting(ACTION);
		drain(Duration.ofSeconds(5));
		assertThat(this.findings.findings()).extracting(Finding::id).containsExactly("auto-scaling-access-denied");
		assertThat(this.findings.findings().get(0).remedy())
			.isEqualTo("Allow 'autoscaling:RecordLifecycleActionHeartbeat' on 'the ARN of 'shop'' in the IAM role.");
	}

	private void drain(Duration time) {
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.step.drain(new ShortDrain(time)));
	}

	private static String heartbeat() {
		return "Action=RecordLifecycleActionHeartbeat&Version=2011-01-01&LifecycleHookName=terminating"
				+ "&AutoScalingGroupName=shop&LifecycleActionToken=token";
	}

	/**
	 * Calls the scripted API.
	 */
	private record TestSetup(ScriptedAutoScaling aws) implements ClientSetup<AutoScalingClientBuilder> {

		@Override
		public void configure(AutoScalingClientBuilder builder, String region) {
			builder.region(Region.of(region))
				.endpointOverride(this.aws.endpoint())
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
		}

		@Override
		public boolean bringsHttpClient() {
			return false;
		}

	}

}
