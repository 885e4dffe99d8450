package io.github.spotaware.contract;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.SpotState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs an application before the Amazon EC2 Metadata Mock.
 */
@AgainstForeignServer("Amazon EC2 Metadata Mock")
class MetadataMockTests {

	@Test
	void interruptionNoticeStartsTheDrainWithItsDeadline() {
		Instant time = Instant.now().plusSeconds(100).truncatedTo(ChronoUnit.SECONDS);
		URI mock = MetadataMock.start("spot", "--action", "stop", "--time", time.toString());
		try (ExampleContext example = ExampleContext.run(mock)) {
			SpotState.Draining draining = example.await(SpotState.Draining.class);
			assertThat(draining.cause()).isEqualTo(NoticeCause.SPOT_INTERRUPTION);
			assertThat(draining.deadline().time()).isEqualTo(time);
			example.await(SpotState.Drained.class);
		}
	}

	@Test
	void interruptionNoticeThatComesLaterIsSeenWhenItComes() {
		Duration delay = Duration.ofSeconds(5);
		long before = System.nanoTime();
		URI mock = MetadataMock.start("spot", "--action", "stop", "--time", Instant.now().plusSeconds(100).toString(),
				"--mock-delay-sec", String.valueOf(delay.toSeconds()), "--rebalance-delay-sec", "86400");
		try (ExampleContext example = ExampleContext.run(mock)) {
			example.await(SpotState.Draining.class);
			// The mock counts in whole seconds.
			assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(delay.minusSeconds(1));
		}
	}

	@Test
	void rebalanceRecommendationIsARisk() {
		URI mock = MetadataMock.start("spot", "--mock-delay-sec", "86400", "--rebalance-rec-time",
				Instant.now().toString());
		try (ExampleContext example = ExampleContext.run(mock)) {
			assertThat(example.await(SpotState.AtRisk.class).reason()).contains("rebalance");
		}
	}

	@Test
	void rebalanceRecommendationStartsTheDrainWhereItIsToldTo() {
		URI mock = MetadataMock.start("spot", "--mock-delay-sec", "86400", "--rebalance-rec-time",
				Instant.now().toString());
		try (ExampleContext example = ExampleContext.run(mock, "spot-aware.rebalance=drain")) {
			assertThat(example.await(SpotState.Draining.class).cause()).isNotEqualTo(NoticeCause.SPOT_INTERRUPTION);
		}
	}

	@Test
	void maintenanceThatIsNearStartsTheDrain() {
		Instant notBefore = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
		URI mock = MetadataMock.start("events", "--code", "instance-stop", "--not-before", notBefore.toString());
		try (ExampleContext example = ExampleContext.run(mock, "spot-aware.imds.maintenance=true")) {
			SpotState.Draining draining = example.await(SpotState.Draining.class);
			assertThat(draining.cause()).isEqualTo(NoticeCause.SCHEDULED_MAINTENANCE);
			assertThat(draining.deadline().time()).isEqualTo(notBefore);
		}
	}

	@Test
	void maintenanceThatIsFarAwayIsARisk() {
		URI mock = MetadataMock.start("events", "--code", "system-reboot", "--not-before",
				Instant.now().plus(Duration.ofDays(7)).toString());
		try (ExampleContext example = ExampleContext.run(mock, "spot-aware.imds.maintenance=true")) {
			assertThat(example.await(SpotState.AtRisk.class).reason()).contains("maintenance");
		}
	}

	@Test
	void terminationByAutoScalingStartsTheDrain() {
		URI mock = MetadataMock.start("asglifecycle", "--asg-termination-delay-sec", "2");
		try (ExampleContext example = ExampleContext.run(mock)) {
			assertThat(example.await(SpotState.Draining.class).cause()).isEqualTo(NoticeCause.AUTO_SCALING_TERMINATION);
		}
	}

	@Test
	void identityIsThatOfTheDocument() {
		URI mock = MetadataMock.start("spot", "--action", "stop", "--time", Instant.now().plusSeconds(100).toString());
		try (ExampleContext example = ExampleContext.run(mock)) {
			example.await(SpotState.Drained.class);
			assertThat(Objects.requireNonNull(example.identity())).isEqualTo(new InstanceIdentity(Platform.EC2,
					MetadataMock.INSTANCE_ID, "10.0.7.10", "us-east-1f", "us-east-1", Capacity.ON_DEMAND));
		}
	}

}
