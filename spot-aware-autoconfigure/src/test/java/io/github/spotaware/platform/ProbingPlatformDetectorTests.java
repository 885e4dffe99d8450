package io.github.spotaware.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.PlatformProbe;
import io.github.spotaware.TaskIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ProbingPlatformDetector}.
 */
class ProbingPlatformDetectorTests {

	private static final InstanceIdentity IDENTITY = new InstanceIdentity(Platform.EC2, "i-0123456789abcdef0",
			"10.0.1.15", "eu-central-1a", "eu-central-1", Capacity.SPOT);

	private static final String TASK = "arn:aws:ecs:eu-central-1:123456789012:task/shop/0123456789abcdef0123456789abcdef";

	private static final Executor NEVER = (task) -> {
	};

	private final AtomicInteger found = new AtomicInteger();

	@Test
	void detectWhenNoSignIsNoneAndAsksNobody() {
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, probe(null, IDENTITY));
		assertThat(detector.worthwhile()).isFalse();
		assertThat(detector.detect())
			.isEqualTo(new Detected(InstanceIdentity.unknown(Platform.NONE), "no sign of a platform that interrupts"));
	}

	@Test
	void detectWhenSignAndAnswerSaysWhatAndWhy() {
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, probe("DMI says 'Amazon EC2'", IDENTITY));
		assertThat(detector.worthwhile()).isTrue();
		assertThat(detector.detect()).isEqualTo(
				new Detected(IDENTITY, "DMI says 'Amazon EC2'; this is i-0123456789abcdef0 in eu-central-1a, spot"));
	}

	@Test
	void detectWhenSignButNoAnswerIsNone() {
		Detected detected = detector(PlatformChoice.AUTO, probe("DMI says 'Amazon EC2'", null)).detect();
		assertThat(detected.identity().platform()).isEqualTo(Platform.NONE);
		assertThat(detected.reason()).contains("DMI says 'Amazon EC2'", "connect timed out");
	}

	@Test
	void detectWhenAnswerIsTooLateIsNone() {
		ProbingPlatformDetector detector = new ProbingPlatformDetector(PlatformChoice.AUTO,
				() -> List.of(probe("DMI says 'Amazon EC2'", IDENTITY)), NEVER, Duration.ofMillis(1), () -> {
				});
		assertThat(detector.detect().identity().platform()).isEqualTo(Platform.NONE);
		assertThat(detector.detect().reason()).contains("does not answer within 1 ms");
	}

	@Test
	void detectWhenConfiguredIsBelievedWithoutSignOrAnswer() {
		ProbingPlatformDetector detector = detector(PlatformChoice.EC2, probe(null, null));
		assertThat(detector.worthwhile()).isTrue();
		assertThat(detector.detect().identity()).isEqualTo(InstanceIdentity.unknown(Platform.EC2));
		assertThat(detector.detect().reason()).contains("'spot-aware.platform' says so", "connect timed out");
	}

	@Test
	void detectWhenConfiguredWithoutProbeIsBelieved() {
		assertThat(detector(PlatformChoice.EC2).detect().identity()).isEqualTo(InstanceIdentity.unknown(Platform.EC2));
	}

	@Test
	void detectWhenConfiguredAsNoneAsksNobody() {
		ProbingPlatformDetector detector = detector(PlatformChoice.NONE, probe("DMI says 'Amazon EC2'", IDENTITY));
		assertThat(detector.worthwhile()).isFalse();
		assertThat(detector.detect().reason()).isEqualTo("'spot-aware.platform' is 'none'");
	}

	@Test
	void detectWhenConfiguredOtherwiseThanToldBelievesTheConfiguration() {
		InstanceIdentity task = task(Capacity.UNKNOWN);
		Detected detected = detector(PlatformChoice.ECS_FARGATE, taskProbe(task)).detect();
		assertThat(detected.identity()).isEqualTo(task.as(Platform.ECS_FARGATE));
		assertThat(detected.reason())
			.isEqualTo("'spot-aware.platform' says so; this is " + TASK + " in eu-central-1a, unknown");
	}

	@Test
	void completeWhenNothingMoreIsKnownChangesNothing() {
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, probe("DMI says 'Amazon EC2'", IDENTITY));
		Detected detected = detector.detect();
		assertThat(detector.complete(detected)).isSameAs(detected);
	}

	@Test
	void completeDoesWhatThereIsToDoWhereAPlatformWasFound() {
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, probe("DMI says 'Amazon EC2'", IDENTITY));
		Detected detected = detector.detect();
		assertThat(this.found).hasValue(0);
		detector.complete(detected);
		assertThat(this.found).hasValue(1);
	}

	@Test
	void detectOnAnInstanceTakesWhatItTells() {
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, taskProbe(task(Capacity.UNKNOWN)),
				probe(null, IDENTITY));
		Detected detected = detector.detect();
		assertThat(detected.identity()).isEqualTo(task(Capacity.UNKNOWN).on(IDENTITY));
		assertThat(detected.identity().instanceId()).isEqualTo("i-0123456789abcdef0");
		assertThat(detected.identity().capacity()).isEqualTo(Capacity.SPOT);
		assertThat(detected.identity().privateIp()).isEqualTo("10.0.7.1");
		assertThat(detected.reason()).endsWith("; on i-0123456789abcdef0 in eu-central-1a, spot");
	}

	@Test
	void detectWhenTheInstanceDoesNotTellSaysSo() {
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, taskProbe(task(Capacity.UNKNOWN)),
				probe(null, null));
		Detected detected = detector.detect();
		assertThat(detected.identity()).isEqualTo(task(Capacity.UNKNOWN));
		assertThat(detected.reason()).contains("relying on SIGTERM, since the instance's metadata service is no help",
				"connect timed out");
	}

	@Test
	void askAgainWhenTheInstanceAnswersByThenTakesWhatItTells() {
		AtomicReference<@Nullable InstanceIdentity> host = new AtomicReference<>();
		PlatformProbe late = new PlatformProbe() {

			@Override
			public Set<Platform> platforms() {
				return Set.of(Platform.EC2);
			}

			@Override
			public @Nullable String sign() {
				return null;
			}

			@Override
			public InstanceIdentity identify() throws IOException {
				InstanceIdentity answer = host.get();
				if (answer == null) {
					throw new IOException("connect timed out");
				}
				return answer;
			}

		};
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, taskProbe(task(Capacity.UNKNOWN)), late);
		assertThat(detector.unanswered()).isFalse();
		Detected detected = detector.complete(detector.detect());
		assertThat(detector.unanswered()).isTrue();
		assertThat(detector.askAgain(detected)).isSameAs(detected);
		assertThat(detector.unanswered()).isTrue();
		host.set(IDENTITY);
		Detected answered = detector.askAgain(detected);
		assertThat(answered.identity()).isEqualTo(task(Capacity.UNKNOWN).on(IDENTITY));
		assertThat(answered.reason()).endsWith("; on i-0123456789abcdef0 in eu-central-1a, spot")
			.doesNotContain("relying on SIGTERM");
		assertThat(detector.unanswered()).isFalse();
	}

	@Test
	void askAgainWhenTheInstanceDoesNotAnswerGivesItUp() {
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, taskProbe(task(Capacity.UNKNOWN)),
				probe(null, null));
		Detected detected = detector.complete(detector.detect());
		for (int question = 1; question <= 7; question++) {
			assertThat(detector.unanswered()).isTrue();
			assertThat(detector.askAgain(detected)).isSameAs(detected);
		}
		assertThat(detector.unanswered()).isFalse();
	}

	@Test
	void askAgainAsksThePlatformForWhatItDidNotTell() {
		AtomicReference<Capacity> told = new AtomicReference<>(Capacity.UNKNOWN);
		ThrottledProbe task = new ThrottledProbe(task(Capacity.UNKNOWN), told);
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, task, probe(null, null));
		Detected detected = detector.detect();
		detector.complete(detected);
		assertThat(detector.askAgain(detected)).isSameAs(detected);
		told.set(Capacity.SPOT);
		Detected answered = detector.askAgain(detected);
		assertThat(answered.identity()).isEqualTo(task(Capacity.SPOT));
		assertThat(answered.reason()).isEqualTo(detected.reason() + "; it is spot");
		assertThat(detector.unanswered()).as("the instance").isTrue();
		assertThat(detector.askAgain(answered)).isSameAs(answered);
		assertThat(task.answers).containsExactly(Capacity.UNKNOWN, Capacity.UNKNOWN, Capacity.SPOT);
		assertThat(this.found).hasValue(1);
	}

	@Test
	void unansweredWhenOnlyThePlatformHasMoreToTellIsTrueUntilItDoes() {
		AtomicReference<Capacity> told = new AtomicReference<>(Capacity.UNKNOWN);
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO,
				new ThrottledProbe(task(Capacity.UNKNOWN), told), probe(null, IDENTITY));
		Detected detected = detector.complete(detector.detect());
		assertThat(detector.unanswered()).isTrue();
		told.set(Capacity.SPOT);
		detector.askAgain(detected);
		assertThat(detector.unanswered()).isFalse();
	}

	@Test
	void unansweredWhenThePlatformFailsToSayIsFalse() throws Exception {
		PlatformProbe broken = mock();
		given(broken.platforms()).willReturn(Set.of(Platform.ECS_EC2));
		given(broken.sign()).willReturn("a sign");
		given(broken.identify()).willReturn(task(Capacity.UNKNOWN));
		given(broken.complete(any())).willReturn(task(Capacity.UNKNOWN));
		given(broken.unanswered()).willThrow(new IllegalStateException("broken on purpose"));
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, broken, probe(null, IDENTITY));
		Detected detected = detector.complete(detector.detect());
		assertThat(detector.unanswered()).isFalse();
		assertThat(detector.askAgain(detected)).isSameAs(detected);
	}

	@Test
	void unansweredWhenTheInstanceAnsweredOrThereIsNoneIsFalse() {
		ProbingPlatformDetector onHost = detector(PlatformChoice.AUTO, taskProbe(task(Capacity.UNKNOWN)),
				probe(null, IDENTITY));
		onHost.detect();
		assertThat(onHost.unanswered()).isFalse();
		ProbingPlatformDetector alone = detector(PlatformChoice.AUTO, probe("a sign", IDENTITY));
		Detected detected = alone.detect();
		assertThat(alone.unanswered()).isFalse();
		assertThat(alone.askAgain(detected)).isSameAs(detected);
	}

	@Test
	void unansweredWhenTheInstanceMustNotBeAskedIsFalse() {
		PlatformProbe disabled = new PlatformProbe() {

			@Override
			public Set<Platform> platforms() {
				return Set.of(Platform.EC2);
			}

			@Override
			public @Nullable String sign() {
				return null;
			}

			@Override
			public InstanceIdentity identify() {
				throw new UnsupportedOperationException("'AWS_EC2_METADATA_DISABLED' is set");
			}

		};
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, taskProbe(task(Capacity.UNKNOWN)), disabled);
		assertThat(detector.detect().reason())
			.endsWith("is no help: it gives no usable answer: 'AWS_EC2_METADATA_DISABLED' is set");
		assertThat(detector.unanswered()).isFalse();
	}

	@Test
	void completeAsksThePlatformItself() {
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, new FakeProbe("a sign", Platform.ECS_FARGATE,
				task(Capacity.UNKNOWN).as(Platform.ECS_FARGATE), task(Capacity.SPOT).as(Platform.ECS_FARGATE)));
		Detected detected = detector.detect();
		assertThat(detector.complete(detected))
			.isEqualTo(new Detected(task(Capacity.SPOT).as(Platform.ECS_FARGATE), detected.reason() + "; it is spot"));
	}

	@Test
	void detectAsksTheInstanceAgainAfterABadAnswer() {
		AtomicInteger questions = new AtomicInteger();
		PlatformProbe flapping = new PlatformProbe() {

			@Override
			public Set<Platform> platforms() {
				return Set.of(Platform.EC2);
			}

			@Override
			public @Nullable String sign() {
				return null;
			}

			@Override
			public InstanceIdentity identify() throws IOException {
				if (questions.incrementAndGet() == 1) {
					throw new IOException("connect timed out");
				}
				return IDENTITY;
			}

		};
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, taskProbe(task(Capacity.UNKNOWN)), flapping);
		assertThat(detector.detect().identity().instanceId()).isEqualTo("i-0123456789abcdef0");
	}

	@Test
	void completeWhenThePlatformFailsKeepsWhatIsKnown() {
		PlatformProbe failing = new PlatformProbe() {

			@Override
			public Set<Platform> platforms() {
				return Set.of(Platform.ECS_FARGATE);
			}

			@Override
			public String sign() {
				return "a sign";
			}

			@Override
			public InstanceIdentity identify() {
				return task(Capacity.UNKNOWN).as(Platform.ECS_FARGATE);
			}

			@Override
			public InstanceIdentity complete(InstanceIdentity identity) {
				throw new NoSuchMethodError("of an older SDK");
			}

		};
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, failing);
		Detected detected = detector.detect();
		assertThat(detector.complete(detected)).isSameAs(detected);
	}

	private static InstanceIdentity task(Capacity capacity) {
		TaskIdentity task = new TaskIdentity(TASK, "shop", null, "app", List.of("10.0.7.1"), Map.of());
		return new InstanceIdentity(Platform.ECS_EC2, null, "10.0.7.1", "eu-central-1a", "eu-central-1", capacity,
				task);
	}

	private static PlatformProbe taskProbe(InstanceIdentity identity) {
		return new FakeProbe("a sign", Platform.ECS_EC2, identity, identity);
	}

	private ProbingPlatformDetector detector(PlatformChoice choice, PlatformProbe... probes) {
		return new ProbingPlatformDetector(choice, () -> List.of(probes), Runnable::run, Duration.ofSeconds(5),
				this.found::incrementAndGet);
	}

	private static PlatformProbe probe(@Nullable String sign, @Nullable InstanceIdentity identity) {
		return new FakeProbe(sign, Platform.EC2, identity, identity);
	}

	/**
	 * A probe of a task whose capacity is not told at first.
	 *
	 * @param identity who we are
	 * @param told what would be told by now
	 * @param answers what was answered, {@code UNKNOWN} for nothing
	 */
	private record ThrottledProbe(InstanceIdentity identity, AtomicReference<Capacity> told,
			List<Capacity> answers) implements PlatformProbe {

		ThrottledProbe(InstanceIdentity identity, AtomicReference<Capacity> told) {
			this(identity, told, new ArrayList<>());
		}

		@Override
		public Set<Platform> platforms() {
			return Set.of(Platform.ECS_EC2);
		}

		@Override
		public String sign() {
			return "a sign";
		}

		@Override
		public InstanceIdentity identify() {
			return this.identity;
		}

		@Override
		public InstanceIdentity complete(InstanceIdentity known) {
			Capacity answer = Objects.requireNonNull(this.told.get());
			this.answers.add(answer);
			return unanswered() ? known : task(answer);
		}

		@Override
		public boolean unanswered() {
			return !this.answers.isEmpty() && !this.answers.contains(Capacity.SPOT);
		}

	}

	/**
	 * A probe that sees and answers what it was told.
	 */
	private record FakeProbe(@Nullable String sign, Platform platform, @Nullable InstanceIdentity identity,
			@Nullable InstanceIdentity completed) implements PlatformProbe {

		@Override
		public Set<Platform> platforms() {
			// As the one of ECS does, whatever it finds.
			return (this.platform == Platform.EC2) ? Set.of(Platform.EC2)
					: Set.of(Platform.ECS_FARGATE, Platform.ECS_EC2, Platform.ECS_EXTERNAL);
		}

		@Override
		public InstanceIdentity identify() throws IOException {
			if (this.identity == null) {
				throw new IOException("connect timed out");
			}
			return this.identity;
		}

		@Override
		public InstanceIdentity complete(InstanceIdentity known) {
			return (this.completed != null && !this.completed.equals(this.identity)) ? this.completed : known;
		}

	}

}
