package io.github.spotaware.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.spotaware.InterruptionSource;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotState;
import io.github.spotaware.sqs.ScriptedAutoScaling;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.testsupport.ElasticQueues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the end-to-end tests of the AWS node termination handler do with a queue, done to
 * an application that reads one of ElasticMQ.
 */
@Tag("sqs")
class QueueScenariosTests {

	private static final ElasticQueues queues = new ElasticQueues();

	private static final AtomicInteger created = new AtomicInteger();

	private final FakeAws aws = FakeAws.start();

	private final String name = "events-" + created.incrementAndGet();

	private final String queue = queues.create(this.name);

	@AfterEach
	void close() {
		this.aws.close();
	}

	@AfterAll
	static void closeQueues() {
		queues.close();
	}

	@Test
	void interruptionIsToldMeteredAndDeleted() {
		try (ExampleContext example = start()) {
			queues.send(this.queue, QueueMessages.warning(QueueMessages.INSTANCE, Instant.now()));
			assertThat(example.await(SpotState.Drained.class).cause()).isEqualTo(NoticeCause.SPOT_INTERRUPTION);
			assertThat(example.states()).extracting(SpotState::id).containsExactly("draining", "drained");
			MeterRegistry meters = example.bean(MeterRegistry.class);
			ExampleContext.awaitThat(() -> accepted(meters) == 1);
			ExampleContext.awaitThat(() -> drains(meters) == 1);
			assertThat(meters.get("spot.state").tag("state", "drained").gauge().value()).isOne();
			ExampleContext.awaitThat(() -> queues.left(this.queue) == 0);
		}
	}

	@Test
	void recommendationIsARiskUntilAnInterruptionFollows() {
		try (ExampleContext example = start()) {
			queues.send(this.queue, QueueMessages.recommendation(Instant.now()));
			assertThat(example.await(SpotState.AtRisk.class).reason()).contains("rebalance");
			assertThat(readiness(example)).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
			queues.send(this.queue, QueueMessages.warning(QueueMessages.INSTANCE, Instant.now()));
			assertThat(example.await(SpotState.Draining.class).cause()).isEqualTo(NoticeCause.SPOT_INTERRUPTION);
			ExampleContext.awaitThat(() -> readiness(example) == ReadinessState.REFUSING_TRAFFIC);
		}
	}

	@Test
	void recommendationDrainsWhereToldTo() {
		try (ExampleContext example = start("spot-aware.rebalance=drain")) {
			queues.send(this.queue, QueueMessages.recommendation(Instant.now()));
			assertThat(example.await(SpotState.Drained.class).cause()).isEqualTo(NoticeCause.REBALANCE);
		}
	}

	@Test
	void maintenanceDrainsAheadAndIsTakenBackWhenCancelled() {
		try (ExampleContext example = start()) {
			Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
			queues.send(this.queue, QueueMessages.maintenance("upcoming", now, now.plus(Duration.ofDays(7))));
			assertThat(example.await(SpotState.AtRisk.class).reason()).contains("maintenance");
			queues.send(this.queue, QueueMessages.maintenance("open", now, now.plusSeconds(90)));
			SpotState.Draining draining = example.await(SpotState.Draining.class);
			assertThat(draining.cause()).isEqualTo(NoticeCause.SCHEDULED_MAINTENANCE);
			assertThat(draining.deadline().time()).isEqualTo(now.plusSeconds(90));
			ExampleContext.awaitThat(() -> readiness(example) == ReadinessState.REFUSING_TRAFFIC);
			queues.send(this.queue, QueueMessages.maintenance("closed", now, now.plusSeconds(90)));
			example.await(SpotState.Running.class);
			ExampleContext.awaitThat(() -> readiness(example) == ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "stopping", "shutting-down" })
	void changeOfTheInstancesStateDrains(String state) {
		try (ExampleContext example = start()) {
			queues.send(this.queue, QueueMessages.state("running", Instant.now()),
					QueueMessages.state(state, Instant.now()));
			assertThat(example.await(SpotState.Drained.class).cause()).isEqualTo(NoticeCause.INSTANCE_STATE_CHANGE);
			ExampleContext.awaitThat(() -> queues.left(this.queue) == 0);
		}
	}

	@Test
	void lifecycleActionIsCompletedAfterTheDrain() throws Exception {
		try (ScriptedAutoScaling autoScaling = new ScriptedAutoScaling();
				ExampleContext example = start("spot-aware.sqs.complete-lifecycle-action=true",
						"spring.cloud.aws.endpoint=" + autoScaling.endpoint())) {
			queues.send(this.queue, QueueMessages.lifecycleAction(Instant.now()));
			assertThat(example.await(SpotState.Drained.class).cause()).isEqualTo(NoticeCause.AUTO_SCALING_TERMINATION);
			ExampleContext.awaitThat(() -> autoScaling.calls()
				.stream()
				.anyMatch((call) -> call.startsWith("Action=CompleteLifecycleAction&")
						&& call.contains("LifecycleActionToken=token")));
		}
	}

	@Test
	void dryRunTellsAllAndDoesNothing() throws Exception {
		try (ScriptedAutoScaling autoScaling = new ScriptedAutoScaling();
				ExampleContext example = start("spot-aware.dry-run=true",
						"spot-aware.sqs.complete-lifecycle-action=true",
						"spring.cloud.aws.endpoint=" + autoScaling.endpoint())) {
			queues.send(this.queue, QueueMessages.lifecycleAction(Instant.now()),
					QueueMessages.warning(QueueMessages.INSTANCE, Instant.now()));
			example.await(SpotState.Drained.class);
			ExampleContext.awaitThat(() -> queues.left(this.queue) == 0);
			assertThat(readiness(example)).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(example.identity()).isNull();
			assertThat(autoScaling.calls()).isEmpty();
			assertThat(accepted(example.bean(MeterRegistry.class))).isEqualTo(2);
		}
	}

	private ExampleContext start(String... properties) {
		ExampleContext example = ExampleContext.run(
				this.aws.instance(QueueMessages.INSTANCE, "10.0.1.15").metadataEndpoint(),
				Stream.concat(Arrays.stream(queues.reading(this.name)), Arrays.stream(properties))
					.toArray(String[]::new));
		assertThat(example.beans(InterruptionSource.class)).extracting(InterruptionSource::name).contains("sqs");
		ExampleContext.awaitThat(() -> readiness(example) == ReadinessState.ACCEPTING_TRAFFIC);
		return example;
	}

	private static ReadinessState readiness(ExampleContext example) {
		return example.bean(ApplicationAvailability.class).getReadinessState();
	}

	private static long drains(MeterRegistry meters) {
		Timer timer = meters.find("spot.drain").tag("cause", "spot-interruption").timer();
		return (timer != null) ? timer.count() : 0;
	}

	private static double accepted(MeterRegistry meters) {
		return meters.get("spot.queue.messages").tag("use", "accepted").functionCounter().count();
	}

}
