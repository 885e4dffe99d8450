package io.github.spotaware.metrics;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.MessageUse;
import io.github.spotaware.QueueView;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.SpotState;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.OperatorControl;
import io.github.spotaware.testsupport.FakeQueue;
import io.github.spotaware.testsupport.FakeSource;
import io.github.spotaware.testsupport.FakeTargets;
import io.github.spotaware.testsupport.FakeTraffic;
import io.github.spotaware.testsupport.Fakes;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the meters.
 */
class SpotMetricsTests {

	private @Nullable ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void statesAreThoseOfTheDomain() {
		assertThat(SpotMeterBinder.STATES).containsExactlyInAnyOrderElementsOf(
				Arrays.stream(Objects.requireNonNull(SpotState.class.getPermittedSubclasses()))
					.map((type) -> type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
					.toList());
	}

	@Test
	void metersWhenRunningShowRest() {
		start();
		assertThat(value("spot.state", "state", "running")).isEqualTo(1);
		assertThat(value("spot.state", "state", "at-risk")).isZero();
		assertThat(value("spot.state", "state", "draining")).isZero();
		assertThat(value("spot.state", "state", "drained")).isZero();
		assertThat(value("spot.signals", "cause", "spot-interruption")).isZero();
		assertThat(value("spot.deadline.remaining")).isNaN();
		// The registry holds what is looked at weakly.
		System.gc();
		assertThat(value("spot.findings", "severity", "critical")).isZero();
		assertThat(value("spot.findings", "severity", "warning")).isEqualTo(1);
		assertThat(value("spot.requests.active")).isEqualTo(1);
		assertThat(value("spot.requests.draining")).isZero();
		assertThat(value("spot.source.poll", "source", "fake", "outcome", "success")).isEqualTo(1);
		assertThat(value("spot.source.poll", "source", "fake", "outcome", "failure")).isZero();
	}

	@Test
	void targetMetersWhenPreparedCountTargetsByState() {
		start();
		awaitMeter(() -> assertThat(registry().find("spot.elb.target").meters()).hasSize(TargetMeters.STATES.size()));
		assertThat(value("spot.elb.target", "group", "checkout", "state", "healthy")).isEqualTo(1);
		assertThat(value("spot.elb.target", "group", "checkout", "state", "draining")).isZero();
		bean(FakeTargets.class).state = "a state of next year";
		assertThat(value("spot.elb.target", "group", "checkout", "state", "healthy")).isZero();
		assertThat(value("spot.elb.target", "group", "checkout", "state", "unknown")).isEqualTo(1);
	}

	@Test
	void targetMetersWhenAGroupIsFoundLateAreAddedOnce() {
		start();
		bean(FakeTargets.class).groups = List.of("checkout", "admin");
		FakeSource source = bean(FakeSource.class);
		source.signals().report(new RebalanceRecommendation(Instant.now()));
		awaitMeter(
				() -> assertThat(registry().find("spot.elb.target").meters()).hasSize(2 * TargetMeters.STATES.size()));
		assertThat(value("spot.elb.target", "group", "admin", "state", "healthy")).isEqualTo(1);
		source.signals().withdraw();
		source.signals().report(new RebalanceRecommendation(Instant.now()));
		bean(TargetMeters.class).refresh();
		assertThat(registry().find("spot.elb.target").meters()).hasSize(2 * TargetMeters.STATES.size());
	}

	@Test
	void queueMetersCountMessagesByUse() {
		MeterRegistry registry = new SimpleMeterRegistry();
		QueueView queue = new FakeQueue("events", "sqs", Map.of(MessageUse.NOT_UNDERSTOOD, 2L));
		QueueMeters.bind(queue, registry);
		assertThat(registry.find("spot.queue.messages").meters()).hasSize(MessageUse.values().length);
		assertThat(registry.get("spot.queue.messages").tag("use", "not-understood").functionCounter().count())
			.isEqualTo(2);
	}

	@Test
	void metersWhenInterruptedFollowTheDrain() {
		start("spot-aware.termination-grace-period=6s");
		bean(FakeTraffic.class).inFlight = 2;
		bean(FakeTraffic.class).servedWhileDraining = 5;
		bean(FakeSource.class).interrupt(InstanceAction.TERMINATE, null);
		assertThat(value("spot.state", "state", "running")).isZero();
		assertThat(value("spot.state", "state", "draining")).isEqualTo(1);
		assertThat(value("spot.signals", "cause", "spot-interruption")).isEqualTo(1);
		assertThat(value("spot.deadline.remaining")).isBetween(0.1, 6.0);
		assertThat(value("spot.requests.active")).isEqualTo(3);
		assertThat(value("spot.requests.draining")).isEqualTo(5);
		bean(FakeTraffic.class).inFlight = 0;
		awaitMeter(() -> assertThat(value("spot.state", "state", "drained")).isEqualTo(1));
		awaitMeter(() -> assertThat(
				registry().get("spot.drain").tags("cause", "spot-interruption", "end", "settled").timer().count())
			.isEqualTo(1));
		assertThat(registry().get("spot.drain").timer().totalTime(TimeUnit.MILLISECONDS)).isBetween(50.0, 10_000.0);
		awaitMeter(() -> assertThat(registry().get("spot.drain.step")
			.tags("step", "refuse-readiness", "phase", "refuse", "outcome", "done")
			.timer()
			.count()).isEqualTo(1));
	}

	@Test
	void metersWhenTakenBackCountTheCancelledDrain() {
		start();
		bean(FakeTraffic.class).inFlight = 1;
		OperatorControl operator = bean(OperatorControl.class);
		assertThat(operator.drain(Duration.ofMinutes(1))).isNull();
		assertThat(value("spot.signals", "cause", "operator")).isEqualTo(1);
		assertThat(operator.cancel()).isNull();
		assertThat(value("spot.state", "state", "running")).isEqualTo(1);
		assertThat(value("spot.deadline.remaining")).isNaN();
		awaitMeter(() -> assertThat(
				registry().get("spot.drain").tags("cause", "operator", "end", "cancelled").timer().count())
			.isEqualTo(1));
	}

	@Test
	void metersWhenASourceFailsCountIt() {
		start();
		bean(FakeSource.class).signals().failed(new IOException("no answer"));
		assertThat(value("spot.source.poll", "source", "fake", "outcome", "failure")).isEqualTo(1);
	}

	@Test
	void metersHaveTheDocumentedNamesAndADescription() {
		start();
		bean(OperatorControl.class).drain(null);
		awaitMeter(() -> assertThat(registry().find("spot.drain.step").timers()).isNotEmpty());
		awaitMeter(() -> assertThat(registry().find("spot.elb.target").gauges()).isNotEmpty());
		assertThat(registry().getMeters()).map(Meter::getId)
			.filteredOn((id) -> id.getName().startsWith("spot."))
			.allSatisfy((id) -> assertThat(id.getDescription()).isNotBlank())
			.map((id) -> id.getName() + id.getTags().stream().map(Tag::getKey).toList())
			.containsOnly("spot.state[state]", "spot.signals[cause]", "spot.findings[severity]",
					"spot.deadline.remaining[]", "spot.drain[cause, end]", "spot.drain.step[outcome, phase, step]",
					"spot.source.poll[outcome, source]", "spot.requests.active[]", "spot.requests.draining[]",
					"spot.elb.target[group, state]");
	}

	@Test
	void metersWithoutPlatformAreAtRest() {
		start("fake.platform=NONE");
		assertThat(value("spot.state", "state", "running")).isEqualTo(1);
		assertThat(value("spot.source.poll", "source", "fake", "outcome", "success")).isZero();
	}

	@Test
	void autoConfigurationWithoutRegistryOrMicrometerIsAbsent() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
					LifecycleAutoConfiguration.class, SpotMetricsAutoConfiguration.class))
			.withUserConfiguration(Fakes.class)
			.withPropertyValues(Fakes.PROPERTIES.toArray(String[]::new));
		runner.run((it) -> assertThat(it).hasNotFailed().doesNotHaveBean(SpotMeterBinder.class));
		runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((it) -> assertThat(it).hasNotFailed().doesNotHaveBean("spotMeterBinder"));
		runner.withBean(SimpleMeterRegistry.class)
			.run((it) -> assertThat(it).hasNotFailed().hasSingleBean(SpotMeterBinder.class));
		runner.withBean("one", SimpleMeterRegistry.class)
			.withBean("two", SimpleMeterRegistry.class)
			.run((it) -> assertThat(it).hasNotFailed().doesNotHaveBean(SpotMeterBinder.class));
	}

	private void start(String... properties) {
		this.context = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
			.properties(Fakes.PROPERTIES.toArray(String[]::new))
			.properties(properties)
			.run();
		if (!List.of(properties).contains("fake.platform=NONE")) {
			Awaitility.await().until(() -> bean(FakeSource.class).started());
		}
	}

	/**
	 * Wait for a meter that another thread adds or counts with.
	 */
	private static void awaitMeter(ThrowingRunnable assertion) {
		Awaitility.await().ignoreException(MeterNotFoundException.class).untilAsserted(assertion);
	}

	private double value(String meter, String... tags) {
		return registry().get(meter).tags(tags).meter().measure().iterator().next().getValue();
	}

	private MeterRegistry registry() {
		return bean(MeterRegistry.class);
	}

	private <T> T bean(Class<T> type) {
		return Objects.requireNonNull(this.context).getBean(type);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class,
			MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
			CompositeMeterRegistryAutoConfiguration.class, SpotMetricsAutoConfiguration.class })
	@Import(Fakes.class)
	static class App {

	}

}
