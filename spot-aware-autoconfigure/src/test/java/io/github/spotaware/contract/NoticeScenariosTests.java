package io.github.spotaware.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotState;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.lifecycle.DrainReport;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the end-to-end tests of the AWS node termination handler do with the metadata
 * service and the metadata mock cannot: dry runs without an end, and a change of mind.
 */
class NoticeScenariosTests {

	private final FakeAws aws = FakeAws.start();

	private final FakeInstance instance = this.aws.instance("i-0123456789abcdef0", "10.0.1.15");

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void dryRunOfAnInterruptionDoesNothing() {
		this.instance.interrupt("terminate", Instant.now().plusSeconds(100));
		try (ExampleContext example = start("spot-aware.dry-run=true")) {
			assertNothingIsDone(example, NoticeCause.SPOT_INTERRUPTION);
		}
	}

	@Test
	void dryRunOfARecommendationDoesNothing() {
		this.instance.recommendRebalance(Instant.now());
		try (ExampleContext example = start("spot-aware.dry-run=true", "spot-aware.rebalance=drain")) {
			assertNothingIsDone(example, NoticeCause.REBALANCE);
		}
	}

	@Test
	void dryRunOfMaintenanceDoesNothing() {
		this.instance.scheduleMaintenance("system-reboot", Instant.now().plusSeconds(60), "active");
		try (ExampleContext example = start("spot-aware.dry-run=true", "spot-aware.imds.maintenance=true")) {
			assertNothingIsDone(example, NoticeCause.SCHEDULED_MAINTENANCE);
		}
	}

	@Test
	void maintenanceThatIsCancelledIsTakenBack() {
		Instant start = Instant.now().plus(Duration.ofDays(7));
		this.instance.scheduleMaintenance("instance-stop", start, "active");
		try (ExampleContext example = start("spot-aware.imds.maintenance=true")) {
			example.await(SpotState.AtRisk.class);
			this.instance.scheduleMaintenance("instance-stop", Instant.now().plusSeconds(60), "active");
			example.await(SpotState.Draining.class);
			ExampleContext.awaitThat(() -> readiness(example) == ReadinessState.REFUSING_TRAFFIC);
			this.instance.scheduleMaintenance("instance-stop", Instant.now().plusSeconds(60), "canceled");
			example.await(SpotState.Running.class);
			ExampleContext.awaitThat(() -> readiness(example) == ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	private ExampleContext start(String... properties) {
		return ExampleContext.run(this.instance.metadataEndpoint(), properties);
	}

	private static void assertNothingIsDone(ExampleContext example, NoticeCause cause) {
		assertThat(example.await(SpotState.Drained.class).cause()).isEqualTo(cause);
		DrainReport drain = Objects.requireNonNull(example.bean(SpotLifecycle.class).drain());
		assertThat(drain.steps()).extracting(DrainReport.Step::outcome)
			.isNotEmpty()
			.containsOnly(StepOutcome.skipped("dry run"));
		assertThat(example.identity()).isNull();
		assertThat(readiness(example)).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	private static ReadinessState readiness(ExampleContext example) {
		return example.bean(ApplicationAvailability.class).getReadinessState();
	}

}
