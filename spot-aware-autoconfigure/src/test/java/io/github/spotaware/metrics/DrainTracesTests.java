package io.github.spotaware.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.spotaware.Deadline;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.testsupport.Fakes;
import io.micrometer.common.KeyValues;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerHttpObservationDocumentation;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the marks of requests in traces and across threads.
 */
class DrainTracesTests {

	private static final SpotState AT_WORK = new SpotState.Running();

	private static final SpotState LEAVING = new SpotState.Draining(NoticeCause.OPERATOR,
			new Deadline(0, Instant.EPOCH, "test"));

	private static final SpotStateChanged DRAINING = new SpotStateChanged(AT_WORK, LEAVING);

	private static final SpotStateChanged RUNNING = new SpotStateChanged(LEAVING, AT_WORK);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class,
						ObservationAutoConfiguration.class, SpotObservationAutoConfiguration.class))
		.withUserConfiguration(Fakes.class)
		.withPropertyValues(Fakes.PROPERTIES.toArray(String[]::new));

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<KeyValues> traces = new ArrayList<>();

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@Test
	void requestThatArrivesInADrainIsMarkedInItsTraceAndInNoMeter() {
		this.runner.withBean(ObservationHandler.class, () -> new DefaultMeterObservationHandler(this.meters))
			.withBean("traces", ObservationHandler.class, () -> new Recorder(this.traces))
			.run((context) -> {
				ObservationRegistry registry = context.getBean(ObservationRegistry.class);
				serve(registry);
				Observation early = request(registry).start();
				context.publishEvent(DRAINING);
				early.stop();
				serve(registry);
				Observation.createNotStarted("orders.expire", registry).observe(() -> {
				});
				context.publishEvent(RUNNING);
				serve(registry);
			});
		assertThat(this.traces).map(DrainTracesTests::state)
			.containsExactly("none", "none", "draining", "none", "none");
		assertThat(this.meters.getMeters()).isNotEmpty()
			.map(Meter::getId)
			.allSatisfy((id) -> assertThat(id.getTag("spot.state")).isNull());
		assertThat(this.meters.get("http.server.requests").timers()).as("one set of tags").hasSize(1);
	}

	@Test
	void markGoesAlongFromAThreadToAnother() {
		ContextRegistry registry = new ContextRegistry();
		CarryDrainMarks carry = new CarryDrainMarks(registry);
		carry.changed(RUNNING);
		assertThat(registry.getThreadLocalAccessors()).as("before the first drain").isEmpty();
		carry.changed(DRAINING);
		carry.changed(DRAINING);
		assertThat(registry.getThreadLocalAccessors()).hasSize(1);
		ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().contextRegistry(registry).build();
		MDC.put("spot.state", "draining");
		Runnable task = snapshots.captureAll().wrap(this::record);
		MDC.remove("spot.state");
		task.run();
		assertThat(this.traces).map(DrainTracesTests::state).containsExactly("draining");
		assertThat(MDC.get("spot.state")).as("what was there before").isNull();
	}

	@Test
	void contextWithoutObservationsOrPropagationStarts() {
		this.runner.withClassLoader(new FilteredClassLoader(ObservationRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("spotDrainTraces")
				.hasSingleBean(CarryDrainMarks.class));
		this.runner.withClassLoader(new FilteredClassLoader(ContextRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DrainTraces.class)
				.doesNotHaveBean("spotCarryDrainMarks"));
	}

	private void record() {
		this.traces.add(KeyValues.of("spot.state", Objects.requireNonNullElse(MDC.get("spot.state"), "none")));
	}

	private static String state(KeyValues values) {
		return values.stream()
			.filter((value) -> value.getKey().equals("spot.state"))
			.map((value) -> value.getValue())
			.findFirst()
			.orElse("none");
	}

	private static void serve(ObservationRegistry registry) {
		request(registry).observe(() -> {
		});
	}

	private static Observation request(ObservationRegistry registry) {
		ServerRequestObservationContext context = new ServerRequestObservationContext(
				new MockHttpServletRequest("GET", "/orders"), new MockHttpServletResponse());
		return ServerHttpObservationDocumentation.HTTP_SERVLET_SERVER_REQUESTS.observation(null,
				new DefaultServerRequestObservationConvention(), () -> context, registry);
	}

	/**
	 * Takes all that a trace would be told.
	 */
	private record Recorder(List<KeyValues> traces) implements ObservationHandler<Observation.Context> {

		@Override
		public void onStop(Observation.Context context) {
			this.traces.add(context.getAllKeyValues());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
