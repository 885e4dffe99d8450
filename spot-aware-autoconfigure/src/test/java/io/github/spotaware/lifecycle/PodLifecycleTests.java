package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;

import io.github.spotaware.DisruptionWarning;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.SpotSignal;
import io.github.spotaware.SpotState;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpotLifecycle} in a Kubernetes pod, in virtual time.
 */
class PodLifecycleTests {

	private static final SpotAwareProperties PROPERTIES = new SpotAwareProperties(true, false, false, null,
			RebalancePolicy.NOTIFY, ShutdownPolicy.AUTO, new SpotAwareProperties.Drain(Duration.ofSeconds(20),
					Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMinutes(2)));

	private static final String IMDS = "imds-spot";

	private final VirtualTime time = new VirtualTime();

	private final FakeTraffic traffic = new FakeTraffic(this.time.ticker());

	private final SpotLifecycle lifecycle = lifecycle();

	private @Nullable Duration refusedAfter;

	@Test
	void noticeOfTheInstanceIsARiskUntilItHasToBeLeft() {
		hear(IMDS, terminate(120));
		assertThat(this.lifecycle.state()).isEqualTo(new SpotState.AtRisk(
				"spot interruption (terminate) at " + VirtualTime.START.plusSeconds(120) + " by imds-spot"));
		this.time.run();
		assertThat(this.refusedAfter).isEqualTo(Duration.ofSeconds(92));
		assertThat(drain().end()).isEqualTo(DrainReport.End.SETTLED);
		assertThat(drain().cause()).isEqualTo(NoticeCause.SPOT_INTERRUPTION);
		assertThat(this.lifecycle.state().id()).isEqualTo("drained");
	}

	@Test
	void noticeThatIsReportedAgainIsStillARisk() {
		LongStream.rangeClosed(0, 44).map((poll) -> 2 * poll).forEach((at) -> at(at, () -> hear(IMDS, terminate(120))));
		List<String> states = new ArrayList<>();
		LongStream.rangeClosed(0, 60).forEach((at) -> at(2 * at, () -> states.add(this.lifecycle.state().id())));
		this.time.run();
		assertThat(states.subList(0, 46)).containsOnly("at-risk");
		assertThat(states.get(47)).isEqualTo("draining");
		assertThat(this.refusedAfter).isEqualTo(Duration.ofSeconds(92));
	}

	@Test
	void deletionAfterTheNoticeDrainsByTheEarlierDeadline() {
		hear(IMDS, terminate(60));
		at(10, () -> hear("kubernetes-pod", deletion(70)));
		at(11, () -> assertThat(Objects.requireNonNull(this.lifecycle.deadline()).time())
			.isEqualTo(VirtualTime.START.plusSeconds(60)));
		this.time.run();
		assertThat(this.refusedAfter).isEqualTo(Duration.ofSeconds(10));
		assertThat(drain().took()).isLessThanOrEqualTo(Duration.ofSeconds(45));
	}

	@Test
	void noticeThatComesInADrainCounts() {
		hear("kubernetes-pod", deletion(300));
		at(1, () -> hear(IMDS, terminate(40)));
		at(2, () -> assertThat(Objects.requireNonNull(this.lifecycle.deadline()).time())
			.isEqualTo(VirtualTime.START.plusSeconds(40)));
		this.time.run();
		assertThat(drain().took()).isLessThanOrEqualTo(Duration.ofSeconds(35));
	}

	@Test
	void noticeStaysARiskWhenTheDrainThatItCountedInIsTakenBack() {
		hear(IMDS, terminate(120));
		hear("operator", new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, in(100)));
		at(5, () -> this.lifecycle.forget("operator"));
		at(6, () -> assertThat(this.lifecycle.state().id()).isEqualTo("at-risk"));
		this.time.run();
		assertThat(this.refusedAfter).isEqualTo(Duration.ofSeconds(92));
	}

	@Test
	void noticeWithTooLittleTimeDrainsAtOnce() {
		hear(IMDS, terminate(20));
		this.time.run();
		assertThat(this.refusedAfter).isEqualTo(Duration.ZERO);
		assertThat(drain().took()).isLessThanOrEqualTo(Duration.ofSeconds(20));
	}

	@ParameterizedTest
	@EnumSource(value = NoticeCause.class, names = { "SPOT_INTERRUPTION", "REBALANCE", "AUTO_SCALING_TERMINATION",
			"SCHEDULED_MAINTENANCE", "POD_DISRUPTION", "NODE_CORDON", "NODE_DISRUPTION" })
	void warningNeverDrainsAndCanBeWithdrawn(NoticeCause cause) {
		hear("kubernetes-node", new DisruptionWarning(cause, "taint 'x'"));
		this.time.run();
		assertThat(this.lifecycle.state())
			.isEqualTo(new SpotState.AtRisk(cause.description() + " (taint 'x') by kubernetes-node"));
		this.lifecycle.doubt("kubernetes-node");
		assertThat(this.lifecycle.state().id()).isEqualTo("running");
		assertThat(this.lifecycle.drain()).isNull();
	}

	@Test
	void deletionCannotBeTakenBack() {
		hear("kubernetes-pod", deletion(60));
		at(1, () -> this.lifecycle.doubt("kubernetes-pod"));
		this.time.run();
		assertThat(this.lifecycle.state().id()).isEqualTo("drained");
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void deletionSaysBetterWhyThanItsSignal(boolean signalFirst) {
		this.traffic.arrive("10.0.0.1");
		String first = signalFirst ? "sigterm" : "kubernetes-pod";
		String second = signalFirst ? "kubernetes-pod" : "sigterm";
		hear(first, told(first));
		at(1, () -> hear(second, told(second)));
		this.time.run();
		assertThat(drain().cause()).isEqualTo(NoticeCause.POD_DELETION);
	}

	@Test
	void silenceBeforeTheSignalProvesNothing() {
		long now = this.time.ticker().nanos();
		LongStream.range(90, 200).forEach((ago) -> this.traffic.arrived("10.0.0.1", now - ago * 1_000_000_000L));
		hear("sigterm", told("sigterm"));
		this.time.run();
		assertThat(drain().took()).isEqualTo(Duration.ofSeconds(20));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void whateverComesTheInstanceIsLeftInTime(long seed) {
		System.out.println("Seed of the pod: " + seed);
		Random random = new Random(seed);
		long end = 30L + random.nextInt(300);
		long seen = random.nextInt(20);
		at(seen, () -> hear(IMDS, terminate(end)));
		boolean told = random.nextBoolean();
		long deleted = random.nextInt((int) end);
		if (told) {
			at(deleted, () -> hear("kubernetes-pod", deletion(deleted + 30)));
		}
		if (random.nextBoolean()) {
			at(random.nextInt(20),
					() -> hear("kubernetes-node", new DisruptionWarning(NoticeCause.NODE_CORDON, "seen")));
		}
		this.time.run();
		long latest = Math.max(seen, end - 28);
		long expected = told ? Math.min(latest, deleted) : latest;
		assertThat(this.refusedAfter).as("seed %d", seed).isEqualTo(Duration.ofSeconds(expected));
		Duration drained = Duration.ofSeconds(expected).plus(drain().took());
		assertThat(drained).as("seed %d", seed).isLessThanOrEqualTo(Duration.ofSeconds(end));
	}

	static LongStream seeds() {
		return LongStream.range(0, 100);
	}

	private InterruptionNotice told(String source) {
		return source.equals("sigterm")
				? new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null) : deletion(60);
	}

	private void hear(String source, SpotSignal signal) {
		this.lifecycle.hear(source, signal);
	}

	private void at(long seconds, Runnable action) {
		this.time.at(Duration.ofSeconds(seconds), action);
	}

	private DrainReport drain() {
		return Objects.requireNonNull(this.lifecycle.drain());
	}

	private static Instant in(long seconds) {
		return VirtualTime.START.plusSeconds(seconds);
	}

	private static InterruptionNotice terminate(long seconds) {
		return new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE, in(seconds));
	}

	private static InterruptionNotice deletion(long seconds) {
		return new InterruptionNotice(NoticeCause.POD_DELETION, InstanceAction.NONE, in(seconds));
	}

	private SpotLifecycle lifecycle() {
		FakeStep refuse = new FakeStep("refuse", DrainPhase.REFUSE, this.time).behaving((drain) -> {
			if (this.refusedAfter == null || this.lifecycle.state().id().equals("draining")) {
				this.refusedAfter = this.time.passed();
			}
			return StepOutcome.done("refused");
		});
		Participants participants = new Participants() {

			@Override
			public List<DrainStep> steps() {
				return List.of(refuse);
			}

			@Override
			public List<Traffic> traffic() {
				return List.of(PodLifecycleTests.this.traffic);
			}

		};
		SpotLifecycle created = new SpotLifecycle(PROPERTIES, participants, new SilentObserver(), this.time.threads(),
				this.time.clock());
		created.begin(new Detected(InstanceIdentity.unknown(Platform.KUBERNETES), "test"),
				new SignalRules(Platform.KUBERNETES, RebalancePolicy.NOTIFY, PROPERTIES.drain(),
						new GracePeriod.Known(Duration.ofSeconds(30), "test", "prolong it")));
		return created;
	}

}
