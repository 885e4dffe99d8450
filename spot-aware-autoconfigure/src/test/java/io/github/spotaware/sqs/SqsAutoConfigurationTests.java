package io.github.spotaware.sqs;

import java.time.Clock;
import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.Finding;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.Platform;
import io.github.spotaware.QueueView;
import io.github.spotaware.Severity;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.testsupport.FakeTerms;
import io.github.spotaware.testsupport.Fakes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

@Tag("sqs")
class SqsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Fakes.class)
		.withPropertyValues(Fakes.PROPERTIES.toArray(String[]::new))
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				LifecycleAutoConfiguration.class, SqsAutoConfiguration.class));

	@Test
	void withoutAQueueThereIsNothing() {
		this.runner.withBean(SqsAsyncClient.class, () -> mock())
			.run((context) -> assertThat(context).doesNotHaveBean(QueuePoller.class)
				.doesNotHaveBean(MissingQueue.class)
				.doesNotHaveBean(SqsProperties.class));
	}

	@Test
	void withAQueueThereAreSources() {
		this.runner.withBean(SqsAsyncClient.class, () -> mock())
			.withPropertyValues("spot-aware.sqs.queue=events")
			.run((context) -> {
				assertThat(context.getBeansOfType(InterruptionSource.class).values())
					.extracting(InterruptionSource::name)
					.contains("sqs", "sqs-rebalance", "sqs-maintenance");
				assertThat(context.getBean(QueueView.class).queue()).isEqualTo("events");
				assertThat(context.getBean(QueueView.class).source()).isEqualTo("sqs");
				assertThat(context.getBean(QueueView.class).answersLifecycleActions()).isFalse();
				assertThat(context).doesNotHaveBean(AnswerLifecycleAction.class).doesNotHaveBean(MissingQueue.class);
			});
	}

	@Test
	void applicationMayHaveAClockOfItsOwn() {
		this.runner.withBean(SqsAsyncClient.class, () -> mock())
			.withBean(Clock.class, Clock::systemUTC)
			.withPropertyValues("spot-aware.sqs.queue=events")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(QueuePoller.class));
	}

	@Test
	void lifecycleActionsAreAnsweredWhereThatIsAskedFor() {
		ApplicationContextRunner asking = this.runner.withBean(SqsAsyncClient.class, () -> mock())
			.withPropertyValues("spot-aware.sqs.queue=events", "spot-aware.sqs.complete-lifecycle-action=true");
		asking.run((context) -> {
			assertThat(context).hasSingleBean(AnswerLifecycleAction.class);
			assertThat(context.getBean(QueueView.class).answersLifecycleActions()).isTrue();
		});
		asking.withClassLoader(new FilteredClassLoader(AutoScalingClient.class))
			.run((context) -> assertThat(context).doesNotHaveBean(AnswerLifecycleAction.class)
				.hasSingleBean(QueuePoller.class));
	}

	@Test
	void queueThatNobodyCanReadIsAFinding() {
		this.runner.withPropertyValues("spot-aware.sqs.queue=events")
			.run((context) -> assertThat(context.getBean(MissingQueue.class).findings()).isEqualTo(List.of(new Finding(
					"sqs-support-missing", Severity.CRITICAL,
					"'spot-aware.sqs.queue' is 'events', and nothing reads it.",
					"Add io.awspring.cloud:spring-cloud-aws-starter-sqs, and leave 'spring.cloud.aws.sqs.enabled' on."))));
	}

	@Test
	void queueThatNobodyCanReadIsOneFindingInAPod() {
		this.runner.withPropertyValues("spot-aware.sqs.queue=events")
			.withBean("terms", DrainTerms.class, () -> FakeTerms.of(Platform.KUBERNETES),
					(definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(context.getBeansOfType(Check.class).values()).flatExtracting(Check::findings)
				.extracting(Finding::id)
				.contains("sqs-queue-on-kubernetes")
				.doesNotContain("sqs-support-missing"));
	}

	@Test
	void wrongDeadlineStopsTheStart() {
		this.runner.withPropertyValues("spot-aware.sqs.queue=events", "spot-aware.sqs.auto-scaling-deadline=-1s")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("spot-aware.sqs.auto-scaling-deadline"));
	}

}
