package io.github.spotaware.ecs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Deadline;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.Signals;
import io.github.spotaware.SpotSignal;
import io.github.spotaware.testsupport.FakeDrain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AskWhy} and {@link TaskSource}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AskWhyTests {

	private static final Instant DEADLINE = Instant.parse("2026-11-22T01:00:30Z");

	private static final String STOPPING = """
			{"tasks":[{"taskArn":"%s","desiredStatus":"STOPPED"%s}],"failures":[]}""";

	private final List<SpotSignal> reported = new ArrayList<>();

	private final List<Duration> pauses = new ArrayList<>();

	private final TaskSource source = new TaskSource();

	private EcsFixture ecs;

	private InstanceIdentity identity = EcsFixture.fargate();

	@BeforeEach
	void open() throws IOException {
		this.ecs = new EcsFixture();
		this.source.start(new Reported());
	}

	@AfterEach
	void close() {
		this.ecs.close();
	}

	@Test
	void drainWhenInterruptedTellsWhyAndNoTime() throws Exception {
		this.ecs.aws.answerWith("DescribeTasks", "ecs-describe-tasks-fargate-spot-interrupted.json");
		assertThat(ask()).isEqualTo("SpotInterruption 'Your Spot Task was interrupted.'");
		assertThat(this.reported)
			.containsExactly(new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE, null));
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void drainWhenScaledInTellsThatTheSchedulerDoesIt() throws Exception {
		this.ecs.aws.answerWith("DescribeTasks", "ecs-describe-tasks-scale-in.json");
		ask();
		assertThat(this.reported)
			.containsExactly(new InterruptionNotice(NoticeCause.SERVICE_SCHEDULER, InstanceAction.NONE, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			TerminationNotice         |                                | SPOT_INTERRUPTION
			                          | Your Spot Task was interrupted. | SPOT_INTERRUPTION
			UserInitiated             | Task stopped by user           | USER_INITIATED
			ServiceSchedulerInitiated |                                | SERVICE_SCHEDULER
			EssentialContainerExited  | Essential container exited     | TASK_STOPPED
			""")
	void drainGoesByWhatIsTold(@Nullable String code, @Nullable String reason, NoticeCause cause) throws Exception {
		this.ecs.aws.answer("DescribeTasks", stopping(code, reason));
		ask();
		assertThat(this.reported).singleElement()
			.isInstanceOfSatisfying(InterruptionNotice.class, (notice) -> assertThat(notice.cause()).isEqualTo(cause));
	}

	@Test
	void drainWhenNotToldYetAsksAgain() throws Exception {
		this.ecs.aws.answer("DescribeTasks", stopping(null, null))
			.answer("DescribeTasks", stopping(null, null))
			.answer("DescribeTasks", stopping("SpotInterruption", null));
		ask();
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
		assertThat(this.reported).hasSize(1);
	}

	@Test
	void drainWhenNeverToldGivesUp() throws Exception {
		this.ecs.aws.answer("DescribeTasks", stopping(null, null));
		assertThat(ask()).isEqualTo("ECS stops this task and does not tell why");
		assertThat(this.reported).isEmpty();
		assertThat(this.pauses).hasSize(5);
	}

	@Test
	void drainWhenNotBeingStoppedReportsNothingForAsLongAsItLasts() {
		this.ecs.aws.answerWith("DescribeTasks", "ecs-describe-tasks-fargate-spot-running.json");
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::ask);
		assertThat(this.reported).isEmpty();
		assertThat(this.pauses).endsWith(Duration.ofSeconds(8), Duration.ofSeconds(8));
	}

	@Test
	void drainWhenDeniedAsksOnce() throws Exception {
		this.ecs.aws.deny("DescribeTasks");
		assertThat(ask()).contains("DescribeTasks");
		assertThat(this.reported).isEmpty();
		assertThat(this.pauses).isEmpty();
		assertThat(this.ecs.findingIds()).containsExactly("ecs-access-denied");
	}

	@Test
	void drainWhenTheTaskIsNotKnownAsksNobody() throws Exception {
		this.identity = InstanceIdentity.unknown(Platform.ECS_FARGATE);
		assertThat(ask()).isEqualTo("the ARN of the task is not known");
	}

	@Test
	void drainNeverDelaysTheDrain() {
		assertThat(new AskWhy(this.ecs.api, this.source).awaited()).isFalse();
	}

	@Test
	void drainedWhenTheDrainWasTooShortLooksOnceMoreForTheLog(CapturedOutput output) {
		this.ecs.aws.answer("DescribeTasks", stopping(null, null))
			.answer("DescribeTasks", stopping("ServiceSchedulerInitiated", null));
		this.pauses.add(Duration.ofSeconds(30));
		AskWhy step = new AskWhy(this.ecs.api, this.source);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> step.drain(new ShortDrain()));
		step.drained();
		assertThat(output).contains("ECS stops this task: ServiceSchedulerInitiated");
		assertThat(this.reported).isEmpty();
	}

	@Test
	void drainedWhenItIsKnownOrWasNeverAskedAsksNobody() throws Exception {
		AskWhy step = new AskWhy(this.ecs.api, this.source);
		step.drained();
		this.ecs.aws.answerWith("DescribeTasks", "ecs-describe-tasks-scale-in.json");
		step.drain(new ShortDrain());
		step.drained();
		assertThat(this.ecs.aws.requests()).hasSize(1);
	}

	@Test
	void supportsTasksOnly() {
		assertThat(this.source.supports(Platform.ECS_FARGATE)).isTrue();
		assertThat(this.source.supports(Platform.ECS_EC2)).isTrue();
		assertThat(this.source.supports(Platform.EC2)).isFalse();
	}

	@Test
	void reportAfterTheStopReachesNobody() throws Exception {
		this.source.stop();
		this.ecs.aws.answerWith("DescribeTasks", "ecs-describe-tasks-scale-in.json");
		ask();
		assertThat(this.reported).isEmpty();
	}

	private String ask() throws InterruptedException {
		return new AskWhy(this.ecs.api, this.source).drain(new ShortDrain()).detail();
	}

	private static String stopping(@Nullable String code, @Nullable String reason) {
		return STOPPING.formatted(EcsFixture.ARN, ((code != null) ? ",\"stopCode\":\"%s\"".formatted(code) : "")
				+ ((reason != null) ? ",\"stoppedReason\":\"%s\"".formatted(reason) : ""));
	}

	/**
	 * Remembers what is reported.
	 */
	private final class Reported implements Signals {

		@Override
		public void report(SpotSignal signal) {
			AskWhyTests.this.reported.add(signal);
		}

		@Override
		public void withdraw() {
		}

		@Override
		public void failed(Throwable cause) {
			throw new AssertionError(cause);
		}

	}

	/**
	 * A drain of half a minute.
	 */
	private final class ShortDrain extends FakeDrain {

		@Override
		public InstanceIdentity identity() {
			return AskWhyTests.this.identity;
		}

		@Override
		public Deadline deadline() {
			return new Deadline(0, DEADLINE, "test");
		}

		@Override
		public Duration remaining() {
			return AskWhyTests.this.pauses.stream().reduce(Duration.ofSeconds(30), Duration::minus);
		}

		@Override
		public void pause(Duration duration) throws InterruptedException {
			if (remaining().compareTo(duration) < 0) {
				throw new InterruptedException("The drain is over");
			}
			AskWhyTests.this.pauses.add(duration);
		}

	}

}
