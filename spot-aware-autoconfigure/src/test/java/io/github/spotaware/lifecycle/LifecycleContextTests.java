package io.github.spotaware.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.spotaware.Capacity;
import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.Signals;
import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.github.spotaware.StepOutcome;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the engine in a real application context.
 */
class LifecycleContextTests {

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@AfterEach
	void close() {
		this.contexts.stream().filter(ConfigurableApplicationContext::isActive).forEach((context) -> {
			context.getBean(ExampleConfiguration.class).blocker.countDown();
			context.close();
		});
	}

	@Test
	void noticeRefusesReadinessAndPublishesTheTransitions() {
		ConfigurableApplicationContext context = run();
		ExampleConfiguration example = context.getBean(ExampleConfiguration.class);
		example.blocker.countDown();
		Objects.requireNonNull(example.signals)
			.report(new InterruptionNotice(NoticeCause.AUTO_SCALING_STANDBY, InstanceAction.NONE, null));
		Awaitility.await().until(() -> example.states.contains("drained"));
		assertThat(example.states).containsExactly("draining", "drained");
		assertThat(readiness(context)).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		Objects.requireNonNull(example.signals).withdraw();
		Awaitility.await().until(() -> readiness(context) == ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void listenerThatFailsStopsNothing() {
		ConfigurableApplicationContext context = run("example.listener-fails=true");
		ExampleConfiguration example = context.getBean(ExampleConfiguration.class);
		example.blocker.countDown();
		Objects.requireNonNull(example.signals).report(notice(InstanceAction.STOP));
		Awaitility.await().until(() -> example.states.contains("drained"));
	}

	@Test
	void sourceThatFailsStopsNeitherTheStartNorTheClose() {
		ConfigurableApplicationContext context = run("example.source-fails=true");
		ExampleConfiguration example = context.getBean(ExampleConfiguration.class);
		example.blocker.countDown();
		SpotLifecycle lifecycle = context.getBean(SpotLifecycle.class);
		Sources sources = context.getBean(Sources.class);
		Awaitility.await().untilAsserted(() -> assertThat(sources.status()).anySatisfy((status) -> {
			assertThat(status.name()).isEqualTo("test");
			assertThat(status.lastError()).contains("broken start");
		}));
		assertThat(JvmLifecycles.instance().all()).contains(lifecycle);
		context.close();
		assertThat(lifecycle.state()).isInstanceOf(SpotState.Drained.class);
		assertThat(JvmLifecycles.instance().all()).doesNotContain(lifecycle);
	}

	@Test
	void closeFitsThePhasesIntoTheTimeThatIsLeft() {
		ConfigurableApplicationContext context = run("example.records-timeouts=true");
		context.getBean(ExampleConfiguration.class).blocker.countDown();
		RecordingProcessor processor = context.getBean(RecordingProcessor.class);
		context.close();
		assertThat(processor.timeouts).hasSize(4).allMatch((timeout) -> timeout > 0 && timeout <= 30_000);
	}

	@Test
	void closeWhenDryRunLeavesTheTimeOutsOfThePhasesAlone() {
		ConfigurableApplicationContext context = run("example.records-timeouts=true", "spot-aware.dry-run=true");
		ExampleConfiguration example = context.getBean(ExampleConfiguration.class);
		RecordingProcessor processor = context.getBean(RecordingProcessor.class);
		Objects.requireNonNull(example.signals).report(notice(InstanceAction.TERMINATE));
		Awaitility.await().until(() -> example.states.contains("drained"));
		context.close();
		assertThat(processor.timeouts).isEmpty();
	}

	@Test
	void closeIsHeldUntilDrained() {
		ConfigurableApplicationContext context = run();
		ExampleConfiguration example = context.getBean(ExampleConfiguration.class);
		SpotLifecycle lifecycle = context.getBean(SpotLifecycle.class);
		assertThat(JvmLifecycles.instance().all()).contains(lifecycle);
		CompletableFuture<Void> closing = CompletableFuture.runAsync(context::close);
		Awaitility.await().until(() -> example.states.contains("draining"));
		Awaitility.await().until(() -> readiness(context) == ReadinessState.REFUSING_TRAFFIC);
		assertThat(context.isRunning()).isTrue();
		assertThat(closing).isNotDone();
		example.blocker.countDown();
		assertThat(closing).succeedsWithin(Duration.ofSeconds(10));
		assertThat(JvmLifecycles.instance().all()).doesNotContain(lifecycle);
	}

	@Test
	void closeFromAListenerDoesNotBlockOnItself() {
		ConfigurableApplicationContext context = run("example.listener-closes=true");
		ExampleConfiguration example = context.getBean(ExampleConfiguration.class);
		example.blocker.countDown();
		Objects.requireNonNull(example.signals).report(notice(InstanceAction.STOP));
		Awaitility.await().until(() -> !context.isActive());
	}

	@Test
	void dryRunDecidesButDoesNothing() {
		ConfigurableApplicationContext context = run("spot-aware.dry-run=true");
		ExampleConfiguration example = context.getBean(ExampleConfiguration.class);
		Objects.requireNonNull(example.signals).report(notice(InstanceAction.TERMINATE));
		Awaitility.await().until(() -> example.states.contains("drained"));
		assertThat(readiness(context)).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(example.drains).isEmpty();
		context.close();
		assertThat(context.isActive()).isFalse();
	}

	@Test
	void contextsOfOneJvmRefuseTogether() {
		ConfigurableApplicationContext first = run();
		ConfigurableApplicationContext second = run();
		Objects.requireNonNull(first.getBean(ExampleConfiguration.class).signals).report(notice(InstanceAction.STOP));
		Awaitility.await().until(() -> readiness(second) == ReadinessState.REFUSING_TRAFFIC);
		Awaitility.await().until(() -> readiness(first) == ReadinessState.REFUSING_TRAFFIC);
	}

	@Test
	void applicationMayHaveClocksOfItsOwn() {
		assertThat(run("example.clocks=true").getBeansOfType(Clock.class)).hasSize(2);
	}

	@Test
	void applicationMayInjectItsOnlyClockAsAnInstantSource() {
		assertThat(run("example.clock=true").getBean(Timetable.class).clock()).isInstanceOf(Clock.class);
	}

	@Test
	void closeIsHeldUntilStepsAreDoneWithTheEnd() {
		ConfigurableApplicationContext context = run("example.slow-end=true");
		ExampleConfiguration example = context.getBean(ExampleConfiguration.class);
		example.blocker.countDown();
		context.close();
		assertThat(example.ends).containsExactly("told", "destroyed");
	}

	/**
	 * Somebody who does not wait for the drain does not wait for its end, either.
	 */
	@Test
	void awaitToldWhileTheDrainIsUnderWayDoesNotWait() throws InterruptedException {
		ConfigurableApplicationContext context = run();
		ExampleConfiguration example = context.getBean(ExampleConfiguration.class);
		Objects.requireNonNull(example.signals).report(notice(InstanceAction.TERMINATE));
		Awaitility.await().until(() -> !example.drains.isEmpty());
		DrainRun run = Objects.requireNonNull(context.getBean(SpotLifecycle.class).currentRun());
		Thread.currentThread().interrupt(); // whoever waits now fails
		run.awaitTold();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void failedStartIsNotHeld() {
		ExampleConfiguration.lastStates.clear();
		CompletableFuture<Void> start = CompletableFuture.runAsync(() -> run("example.runner-fails=true"));
		assertThat(start).failsWithin(Duration.ofSeconds(20));
		assertThat(ExampleConfiguration.lastStates).doesNotContain("draining");
	}

	private static ReadinessState readiness(ConfigurableApplicationContext context) {
		return context.getBean(ApplicationAvailability.class).getReadinessState();
	}

	private ConfigurableApplicationContext run(String... properties) {
		SpringApplication application = new SpringApplication(ExampleConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		List<String> arguments = new ArrayList<>(List.of("--spot-aware.in-tests=true", "--spot-aware.shutdown=never",
				"--spring.cloud.aws.imds.enabled=false", "--spot-aware.imds.enabled=false",
				"--spot-aware.termination-grace-period=60s"));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
		this.contexts.add(context);
		Awaitility.await().until(() -> context.getBean(ExampleConfiguration.class).signals != null);
		Awaitility.await().until(() -> readiness(context) == ReadinessState.ACCEPTING_TRAFFIC);
		return context;
	}

	private static InterruptionNotice notice(InstanceAction action) {
		return new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, action, Instant.now().plusSeconds(100));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ExampleConfiguration implements DisposableBean {

		static final List<String> lastStates = new CopyOnWriteArrayList<>();

		private final List<String> states = new CopyOnWriteArrayList<>();

		private final List<String> drains = new CopyOnWriteArrayList<>();

		private final List<String> ends = new CopyOnWriteArrayList<>();

		private final CountDownLatch blocker = new CountDownLatch(1);

		private final Environment environment;

		private final ConfigurableApplicationContext context;

		private volatile @Nullable Signals signals;

		ExampleConfiguration(Environment environment, ConfigurableApplicationContext context) {
			this.environment = environment;
			this.context = context;
		}

		@EventListener
		void changed(SpotStateChanged event) {
			this.states.add(event.current().id());
			lastStates.add(event.current().id());
			if (this.environment.containsProperty("example.listener-fails")) {
				throw new IllegalStateException("broken listener");
			}
			if (this.environment.containsProperty("example.listener-closes")) {
				this.context.close();
			}
		}

		@Bean
		@ConditionalOnProperty("example.clocks")
		Clock firstClock() {
			return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		}

		@Bean
		@ConditionalOnProperty("example.clocks")
		Clock secondClock() {
			return Clock.systemUTC();
		}

		@Bean
		@ConditionalOnProperty("example.clock")
		Clock clock() {
			return Clock.systemUTC();
		}

		@Bean
		@ConditionalOnProperty("example.clock")
		Timetable timetable(InstantSource clock) {
			return new Timetable(clock);
		}

		@Bean
		ApplicationRunner runner() {
			return (arguments) -> {
				if (arguments.containsOption("example.runner-fails")) {
					throw new IllegalStateException("broken runner");
				}
			};
		}

		@Bean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)
		@ConditionalOnProperty("example.records-timeouts")
		RecordingProcessor recordingProcessor() {
			return new RecordingProcessor();
		}

		@Override
		public void destroy() {
			this.ends.add("destroyed");
		}

		private static boolean isAwaited() {
			return Thread.getAllStackTraces()
				.values()
				.stream()
				.flatMap(Arrays::stream)
				.anyMatch((frame) -> frame.getMethodName().equals("awaitTold")
						&& frame.getClassName().equals(StepRuns.class.getName()));
		}

		@Bean
		PlatformDetector detector() {
			return new PlatformDetector() {

				@Override
				public boolean worthwhile() {
					return true;
				}

				@Override
				public Detected detect() {
					return new Detected(new InstanceIdentity(Platform.EC2, "i-0123456789abcdef0", "10.0.1.15",
							"eu-central-1a", "eu-central-1", Capacity.SPOT), "a test says so");
				}

			};
		}

		@Bean
		InterruptionSource source() {
			return new InterruptionSource() {

				@Override
				public String name() {
					return "test";
				}

				@Override
				public void start(Signals newSignals) {
					ExampleConfiguration.this.signals = newSignals;
					fail("broken start");
					newSignals.withdraw();
				}

				@Override
				public void stop() {
					fail("broken stop");
				}

				private void fail(String message) {
					if (ExampleConfiguration.this.environment.containsProperty("example.source-fails")) {
						throw new IllegalStateException(message);
					}
				}

			};
		}

		@Bean
		DrainStep step() {
			return new DrainStep() {

				@Override
				public String name() {
					return "blocking";
				}

				@Override
				public DrainPhase phase() {
					return DrainPhase.LEAVE;
				}

				@Override
				public StepOutcome drain(Drain drain) throws InterruptedException {
					ExampleConfiguration.this.drains.add("drain");
					ExampleConfiguration.this.blocker.await();
					return StepOutcome.done("unblocked");
				}

				@Override
				public void drained() {
					if (ExampleConfiguration.this.environment.containsProperty("example.slow-end")) {
						Awaitility.await()
							.pollInterval(Duration.ofMillis(5))
							.until(() -> isAwaited() || !ExampleConfiguration.this.ends.isEmpty());
					}
					ExampleConfiguration.this.ends.add("told");
				}

			};
		}

	}

	/**
	 * What an application may inject a clock into.
	 */
	record Timetable(InstantSource clock) {

	}

	static final class RecordingProcessor extends DefaultLifecycleProcessor {

		private final List<Long> timeouts = new ArrayList<>();

		@Override
		public void setTimeoutPerShutdownPhase(long timeout) {
			this.timeouts.add(timeout);
			super.setTimeoutPerShutdownPhase(timeout);
		}

	}

}
