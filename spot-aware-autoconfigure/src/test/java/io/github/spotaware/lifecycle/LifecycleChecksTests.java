package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.spotaware.Capacity;
import io.github.spotaware.DrainStep;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.Finding;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.Severity;
import io.github.spotaware.Signals;
import io.github.spotaware.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignalCheck}, {@link NoticeCheck}, {@link ShutdownPhaseCheck} and
 * {@link EngineTerms}.
 */
class LifecycleChecksTests {

	private static final Duration PHASE = Duration.ofSeconds(30);

	private final VirtualTime time = new VirtualTime();

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void jvmThatLeavesSignalsAloneIsAFinding() {
		assertThat(signals(Platform.EC2, "-Xmx64m", "-Xrs")).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("signals-not-handled");
			assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
			assertThat(finding.message()).contains("'-Xrs'", "without a drain");
		});
		assertThat(signals(Platform.EC2, "-Xmx64m")).isEmpty();
		assertThat(signals(Platform.NONE, "-Xrs")).isEmpty();
	}

	@Test
	void runtimeWithoutSignalsIsWorthToKnow() {
		SpotLifecycle lifecycle = lifecycle(identity(Platform.EC2, Capacity.SPOT), false);
		GenericApplicationContext context = context();
		context.setClassLoader(new ClassLoader(null) {

			@Override
			public Class<?> loadClass(String name) throws ClassNotFoundException {
				throw new ClassNotFoundException(name);
			}

		});
		assertThat(new SignalCheck(lifecycle, context, List::of).findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("signals-not-handled");
			assertThat(finding.severity()).isEqualTo(Severity.INFO);
			assertThat(finding.message()).contains("'jdk.unsupported'");
		});
	}

	@Test
	void shutdownHookThatIsOffIsAFinding() {
		this.environment.setProperty("spring.main.register-shutdown-hook", "false");
		assertThat(signals(Platform.KUBERNETES)).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("shutdown-hook-off");
			assertThat(finding.severity()).isEqualTo(Severity.WARNING);
		});
		this.environment.setProperty("spring.main.register-shutdown-hook", "true");
		assertThat(signals(Platform.KUBERNETES)).isEmpty();
	}

	@Test
	void signalsAreLookedAtInADryRunTooAndNowhereWithoutAPlatform() {
		SpotLifecycle dry = lifecycle(identity(Platform.EC2, Capacity.SPOT), true);
		assertThat(new SignalCheck(dry, context(), () -> List.of("-Xrs")).findings()).hasSize(1);
		SpotLifecycle nowhere = lifecycle(identity(Platform.NONE, Capacity.UNKNOWN), false);
		assertThat(new SignalCheck(nowhere, context(), () -> List.of("-Xrs")).findings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "EC2, SPOT, CRITICAL", "ECS_EC2, SPOT, WARNING", "EC2, UNKNOWN, UNCHECKED",
			"ECS_EC2, UNKNOWN, UNCHECKED" })
	void spotCapacityOfWhichNobodyTellsIsAFinding(Platform platform, Capacity capacity, Severity severity) {
		assertThat(notices(platform, capacity, (sources) -> {
		})).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("spot-without-notice");
			assertThat(finding.severity()).isEqualTo(severity);
			assertThat(finding.message()).contains("Spot capacity");
		});
	}

	@ParameterizedTest
	@CsvSource({ "EC2, ON_DEMAND", "ECS_EC2, ON_DEMAND", "ECS_FARGATE, SPOT", "KUBERNETES, SPOT", "NONE, UNKNOWN" })
	void noticeIsNotNeededElsewhere(Platform platform, Capacity capacity) {
		assertThat(notices(platform, capacity, (sources) -> {
		})).isEmpty();
	}

	@Test
	void sourceThatAnswersIsEnough() {
		assertThat(notices(Platform.EC2, Capacity.SPOT, (sources) -> sources.signals("imds-spot").withdraw()))
			.isEmpty();
	}

	@Test
	void sourceThatOnlyFailsIsNot() {
		assertThat(notices(Platform.EC2, Capacity.SPOT,
				(sources) -> sources.signals("imds-spot").failed(new IllegalStateException("off"))))
			.hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "false, 1", "true, 0" })
	void sourceThatDoesNotTellAheadIsNotEnough(boolean foretells, int findings) {
		assertThat(notices(Platform.ECS_EC2, Capacity.SPOT, (sources) -> sources.signals("ecs-task").withdraw(),
				new NamedSource("ecs-task", foretells)))
			.hasSize(findings);
	}

	@Test
	void sourceThatTellsAheadBesideOneThatDoesNotIsEnough() {
		assertThat(notices(Platform.ECS_EC2, Capacity.SPOT, (sources) -> {
			sources.signals("ecs-task").withdraw();
			sources.signals("sqs").withdraw();
		}, new NamedSource("ecs-task", false), new NamedSource("sqs", true))).isEmpty();
	}

	@Test
	void sourceThatHasNotAnsweredYetIsWaitedFor() {
		assertThat(notices(Platform.EC2, Capacity.SPOT, (sources) -> sources.signals("imds-spot"))).isEmpty();
	}

	@Test
	void processorOfSomebodyElseIsAFinding() {
		GenericApplicationContext context = context();
		context.registerBean("lifecycleProcessor", LifecycleProcessor.class, ForeignProcessor::new);
		context.refresh();
		assertThat(phases(context, PHASE)).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("shutdown-phases-uncapped");
			assertThat(finding.severity()).isEqualTo(Severity.WARNING);
			assertThat(finding.message()).contains("ForeignProcessor", "may take 30 s", "of which 5 s");
		});
		assertThat(phases(context, Duration.ofSeconds(5))).isEmpty();
	}

	@Test
	void processorOfSpringIsFine() {
		GenericApplicationContext context = context();
		context.registerBean("lifecycleProcessor", DefaultLifecycleProcessor.class);
		context.refresh();
		assertThat(phases(context, PHASE)).isEmpty();
	}

	@Test
	void termsAreThoseOfTheEngine() {
		InstanceIdentity identity = identity(Platform.EC2, Capacity.SPOT);
		DrainTerms.Known known = new EngineTerms(lifecycle(identity, false)).known();
		assertThat(known).isEqualTo(new DrainTerms.Known(identity,
				new GracePeriod.Known(Duration.ofSeconds(30), "a test says so", "Prolong it."), Duration.ofSeconds(20),
				Duration.ofSeconds(5)));
		assertThat(new EngineTerms(lifecycle(identity(Platform.NONE, Capacity.UNKNOWN), false)).known()).isNull();
	}

	private List<Finding> signals(Platform platform, String... arguments) {
		SpotLifecycle lifecycle = lifecycle(identity(platform, Capacity.UNKNOWN), false);
		return new SignalCheck(lifecycle, context(), () -> List.of(arguments)).findings();
	}

	private List<Finding> notices(Platform platform, Capacity capacity, Consumer<Sources> told,
			InterruptionSource... beans) {
		SpotLifecycle lifecycle = lifecycle(identity(platform, capacity), false);
		Sources sources = new Sources(lifecycle, JvmLifecycles.instance(), this.time.clock());
		told.accept(sources);
		DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
		for (InterruptionSource bean : beans) {
			factory.registerSingleton(bean.name(), bean);
		}
		return new NoticeCheck(lifecycle, sources, factory.getBeanProvider(InterruptionSource.class)).findings();
	}

	private List<Finding> phases(GenericApplicationContext context, Duration timeout) {
		SpotLifecycle lifecycle = lifecycle(identity(Platform.EC2, Capacity.SPOT), false);
		return new ShutdownPhaseCheck(lifecycle, context, timeout).findings();
	}

	private GenericApplicationContext context() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.setEnvironment(this.environment);
		return context;
	}

	private static InstanceIdentity identity(Platform platform, Capacity capacity) {
		return new InstanceIdentity(platform, null, null, null, null, capacity);
	}

	private SpotLifecycle lifecycle(InstanceIdentity identity, boolean dryRun) {
		SpotAwareProperties properties = new SpotAwareProperties(true, false, dryRun, null, RebalancePolicy.NOTIFY,
				ShutdownPolicy.AUTO, new SpotAwareProperties.Drain(Duration.ofSeconds(20), Duration.ofSeconds(3),
						Duration.ofSeconds(5), Duration.ofMinutes(2)));
		Participants nobody = new Participants() {

			@Override
			public List<DrainStep> steps() {
				return List.of();
			}

			@Override
			public List<Traffic> traffic() {
				return List.of();
			}

		};
		SpotLifecycle lifecycle = new SpotLifecycle(properties, nobody, new SilentObserver(), this.time.threads(),
				this.time.clock());
		lifecycle.begin(new Detected(identity, "test"), new SignalRules(identity.platform(), RebalancePolicy.NOTIFY,
				properties.drain(), new GracePeriod.Known(Duration.ofSeconds(30), "a test says so", "Prolong it.")));
		return lifecycle;
	}

	/**
	 * A source that is known for whether it tells ahead.
	 */
	private record NamedSource(String name, boolean foretells) implements InterruptionSource {

		@Override
		public void start(Signals signals) {
		}

		@Override
		public void stop() {
		}

	}

	/**
	 * A processor that is nobody's we know.
	 */
	private static final class ForeignProcessor implements LifecycleProcessor {

		@Override
		public void onRefresh() {
		}

		@Override
		public void onClose() {
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

}
