package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.SpotState;
import io.github.spotaware.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SelfShutdown} in virtual time.
 */
class SelfShutdownTests {

	private static final SpotAwareProperties PROPERTIES = new SpotAwareProperties(true, false, false, null,
			RebalancePolicy.NOTIFY, ShutdownPolicy.AUTO, new SpotAwareProperties.Drain(Duration.ofSeconds(20),
					Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMinutes(2)));

	private final VirtualTime time = new VirtualTime();

	private final FakeTraffic traffic = new FakeTraffic(this.time.ticker());

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final List<Integer> exits = new ArrayList<>();

	private final List<Duration> waits = new ArrayList<>();

	private @Nullable Runnable whileWaiting;

	private boolean mayEnd = true;

	@ParameterizedTest
	@CsvSource({ "AUTO, TERMINATE, true", "AUTO, STOP, false", "AUTO, HIBERNATE, false", "AUTO, UNKNOWN, false",
			"WHEN_DRAINED, TERMINATE, true", "WHEN_DRAINED, STOP, true", "BEFORE_DEADLINE, STOP, true",
			"NEVER, TERMINATE, false" })
	void drainedEndsTheProcessAsThePolicySays(ShutdownPolicy policy, InstanceAction action, boolean ends) {
		SpotLifecycle lifecycle = lifecycle(policy);
		lifecycle.hear("imds", spot(action, 120));
		this.time.run();
		assertThat(this.exits).isEqualTo(ends ? List.of(75) : List.of());
		assertThat(this.context.isActive()).isEqualTo(!ends);
	}

	@ParameterizedTest
	@CsvSource({ "OPERATOR", "AUTO_SCALING_STANDBY", "TERMINATION_SIGNAL", "CONTEXT_CLOSED" })
	void drainedForACauseThatLeavesTheInstanceEndsNothing(NoticeCause cause) {
		SpotLifecycle lifecycle = lifecycle(ShutdownPolicy.WHEN_DRAINED);
		lifecycle.hear("source", new InterruptionNotice(cause, InstanceAction.NONE, null));
		this.time.run();
		assertThat(lifecycle.state()).isInstanceOf(SpotState.Drained.class);
		assertThat(this.exits).isEmpty();
	}

	@Test
	void drainedWhenSomethingElseEndsTheProcessLeavesItToThat() {
		SpotLifecycle lifecycle = lifecycle(ShutdownPolicy.AUTO);
		lifecycle.hear("imds", spot(InstanceAction.TERMINATE, 120));
		lifecycle.hear("term", new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null));
		this.time.run();
		assertThat(this.exits).isEmpty();
	}

	@Test
	void drainedWhenItMayNotEndTheProcessDoesNot() {
		this.mayEnd = false;
		lifecycle(ShutdownPolicy.AUTO).hear("imds", spot(InstanceAction.TERMINATE, 120));
		this.time.run();
		assertThat(this.exits).isEmpty();
	}

	@Test
	void drainedWhenAnotherExitCodeIsGeneratedStillEndsWithOurs() {
		this.context.registerBean(ExitCodeGenerator.class, () -> () -> 1);
		lifecycle(ShutdownPolicy.AUTO).hear("imds", spot(InstanceAction.TERMINATE, 120));
		this.time.run();
		assertThat(this.exits).containsExactly(75);
	}

	@Test
	void drainedBeforeDeadlineWaitsUntilTheReserveIsLeft() {
		lifecycle(ShutdownPolicy.BEFORE_DEADLINE).hear("imds", spot(InstanceAction.TERMINATE, 120));
		this.time.run();
		assertThat(this.waits).containsExactly(Duration.ofMillis(57_500));
		assertThat(this.exits).containsExactly(75);
	}

	@Test
	void drainedBeforeDeadlineWhenCauseIsGoneMeanwhileEndsNothing() {
		SpotLifecycle lifecycle = lifecycle(ShutdownPolicy.BEFORE_DEADLINE);
		this.whileWaiting = () -> lifecycle.doubt("imds");
		lifecycle.hear("imds",
				new InterruptionNotice(NoticeCause.SCHEDULED_MAINTENANCE, InstanceAction.REBOOT, in(120)));
		this.time.run();
		assertThat(this.waits).hasSize(1);
		assertThat(this.exits).isEmpty();
		this.whileWaiting = null;
		lifecycle.hear("imds", spot(InstanceAction.TERMINATE, 600));
		this.time.run();
		assertThat(this.exits).as("a later notice ends it").containsExactly(75);
	}

	@Test
	void joinedWhenTheDrainRanOutOfTimeWaitsUntilTheReserveOfTheNewCause() {
		this.traffic.arrive("10.0.0.1");
		for (int second = 0; second < 100; second++) {
			this.time.at(Duration.ofSeconds(second), () -> this.traffic.arrive("10.0.0.1"));
		}
		SpotLifecycle lifecycle = lifecycle(ShutdownPolicy.AUTO);
		lifecycle.hear("operator", new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, in(30)));
		this.time.at(Duration.ofSeconds(50), () -> lifecycle.hear("imds", spot(InstanceAction.TERMINATE, 170)));
		this.time.run();
		assertThat(Objects.requireNonNull(lifecycle.drain()).end()).isEqualTo(DrainReport.End.OUT_OF_TIME);
		assertThat(this.waits).containsExactly(Duration.ofSeconds(115));
		assertThat(this.exits).containsExactly(75);
	}

	@Test
	void drainedWhenAnOperatorsTimeRanOutWaitsUntilTheInstanceIsLost() {
		this.traffic.arrive("10.0.0.1");
		for (int second = 0; second < 100; second++) {
			this.time.at(Duration.ofSeconds(second), () -> this.traffic.arrive("10.0.0.1"));
		}
		SpotLifecycle lifecycle = lifecycle(ShutdownPolicy.AUTO);
		lifecycle.hear("operator", new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, in(30)));
		lifecycle.hear("imds", spot(InstanceAction.TERMINATE, 120));
		this.time.run();
		assertThat(this.waits).first().isEqualTo(Duration.ofSeconds(90));
		assertThat(this.exits).containsExactly(75);
	}

	@Test
	void drainedWhereAnOrchestratorMayEndUsWaitsForItUntilTheReserve() {
		SpotLifecycle lifecycle = lifecycle(ShutdownPolicy.AUTO);
		lifecycle.begin(new Detected(InstanceIdentity.unknown(Platform.ECS_EC2), "test"), lifecycle.rules());
		lifecycle.hear("imds", spot(InstanceAction.TERMINATE, 120));
		this.time.run();
		assertThat(this.exits).containsExactly(75);
		assertThat(this.time.passed()).isEqualTo(Duration.ofSeconds(115));
	}

	@Test
	void drainedWhereAnOrchestratorEndsUsLeavesItToThat() {
		SpotLifecycle lifecycle = lifecycle(ShutdownPolicy.AUTO);
		lifecycle.begin(new Detected(InstanceIdentity.unknown(Platform.ECS_EC2), "test"), lifecycle.rules());
		this.whileWaiting = () -> lifecycle.hear("sigterm",
				new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null));
		lifecycle.hear("imds", spot(InstanceAction.TERMINATE, 120));
		this.time.run();
		assertThat(this.waits).hasSize(1);
		assertThat(this.exits).isEmpty();
	}

	@Test
	void joinedWhenCallersHadLetGoEndsAtOnce() {
		SpotLifecycle lifecycle = lifecycle(ShutdownPolicy.AUTO);
		lifecycle.hear("operator", new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, in(30)));
		this.time.at(Duration.ofSeconds(50), () -> lifecycle.hear("imds", spot(InstanceAction.TERMINATE, 170)));
		this.time.run();
		assertThat(this.waits).isEmpty();
		assertThat(this.exits).containsExactly(75);
	}

	@Test
	void joinedByANearerDeadlineWhileWaitingEndsBeforeThat() {
		SpotLifecycle lifecycle = lifecycle(ShutdownPolicy.BEFORE_DEADLINE);
		this.whileWaiting = () -> {
			this.whileWaiting = null;
			lifecycle.hear("imds", spot(InstanceAction.TERMINATE, 400));
		};
		lifecycle.hear("asg",
				new InterruptionNotice(NoticeCause.AUTO_SCALING_TERMINATION, InstanceAction.TERMINATE, in(600)));
		this.time.run();
		assertThat(this.waits).containsExactly(Duration.ofMillis(297_500), Duration.ofMillis(97_500));
		assertThat(this.exits).containsExactly(75);
		assertThat(this.time.passed()).isEqualTo(Duration.ofSeconds(395));
	}

	@Test
	void drainedBeforeDeadlineWhenTheNoticeIsPutOffWaitsAgain() {
		SpotLifecycle lifecycle = lifecycle(ShutdownPolicy.BEFORE_DEADLINE);
		this.whileWaiting = () -> {
			this.whileWaiting = null;
			lifecycle.hear("imds", spot(InstanceAction.TERMINATE, 240));
		};
		lifecycle.hear("imds", spot(InstanceAction.TERMINATE, 120));
		this.time.run();
		assertThat(this.exits).containsExactly(75);
		assertThat(this.time.passed()).isEqualTo(Duration.ofSeconds(235));
	}

	private SpotLifecycle lifecycle(ShutdownPolicy policy) {
		this.context.refresh();
		SelfShutdown.Jvm jvm = new SelfShutdown.Jvm() {

			@Override
			public void start(Runnable task) {
				task.run();
			}

			@Override
			public Gate gate() {
				return new ShutdownGate();
			}

			@Override
			public void exit(int code) {
				SelfShutdownTests.this.exits.add(code);
			}

		};
		SelfShutdown shutdown = new SelfShutdown(policy, this.context, () -> this.mayEnd, jvm);
		Participants participants = new Participants() {

			@Override
			public List<DrainStep> steps() {
				return List.of();
			}

			@Override
			public List<Traffic> traffic() {
				return List.of(SelfShutdownTests.this.traffic);
			}

		};
		ShutdownObserver observer = new ShutdownObserver(shutdown, this.time.threads());
		SpotLifecycle lifecycle = new SpotLifecycle(PROPERTIES, participants, observer, this.time.threads(),
				this.time.clock());
		observer.lifecycle = lifecycle;
		lifecycle.begin(new Detected(InstanceIdentity.unknown(Platform.EC2), "test"),
				new SignalRules(Platform.EC2, RebalancePolicy.NOTIFY, PROPERTIES.drain(),
						new GracePeriod.Known(Duration.ofSeconds(90), "test", "prolong it")));
		return lifecycle;
	}

	private static InterruptionNotice spot(InstanceAction action, long seconds) {
		return new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, action, in(seconds));
	}

	private static Instant in(long seconds) {
		return VirtualTime.START.plusSeconds(seconds);
	}

	/**
	 * Lets the time pass, unless something happens meanwhile.
	 */
	private final class ShutdownGate implements Gate {

		@Override
		public void await(long nanos) {
			SelfShutdownTests.this.waits.add(Duration.ofNanos(nanos));
			Runnable happening = SelfShutdownTests.this.whileWaiting;
			if (happening != null) {
				happening.run();
			}
			else {
				SelfShutdownTests.this.time.stall(Duration.ofNanos(nanos));
			}
		}

		@Override
		public void wake() {
		}

	}

	/**
	 * Tells of a drain's end as the announcements do: on a worker.
	 */
	private static final class ShutdownObserver implements LifecycleObserver {

		private final SelfShutdown shutdown;

		private final Threads threads;

		private @Nullable SpotLifecycle lifecycle;

		ShutdownObserver(SelfShutdown shutdown, Threads threads) {
			this.shutdown = shutdown;
			this.threads = threads;
		}

		@Override
		public void changed(SpotState previous, SpotState current, Standing standing) {
		}

		@Override
		public void drained(Standing standing, DrainRun run) {
			this.threads.workers().execute(() -> this.shutdown.drained(Objects.requireNonNull(this.lifecycle), run));
		}

		@Override
		public void joined(Standing standing, DrainRun run) {
			drained(standing, run);
		}

		@Override
		public void takenBack(DrainReport report) {
		}

	}

}
