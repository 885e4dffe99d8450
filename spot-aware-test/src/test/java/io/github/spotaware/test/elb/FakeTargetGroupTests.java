package io.github.spotaware.test.elb;

import java.time.Duration;

import io.github.spotaware.test.ManualTicker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FakeTargetGroupTests {

	private static final String ID = "10.0.1.15";

	private static final int PORT = 8080;

	private static final Target TARGET = new Target(ID, PORT);

	private final ManualTicker ticker = new ManualTicker();

	private final FakeTargetGroup group = new FakeTargetGroup("arn", "demo",
			TargetGroupSettings.ip(PORT)
				.withDeregistrationDelay(Duration.ofSeconds(30))
				.withHealthCheck(new HealthCheck("/", Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 2)),
			this.ticker);

	@Test
	void stateWhenNeverRegisteredIsUnused() {
		assertThat(state()).isEqualTo(TargetState.UNUSED);
		assertThat(this.group.health(TARGET).reason()).isEqualTo("Target.NotRegistered");
		assertThat(this.group.listed()).isEmpty();
	}

	@Test
	void stateWhenRegisteredIsInitialUntilHealthyThreshold() {
		this.group.register(ID, PORT);
		check("a", true, 2);
		assertThat(state()).isEqualTo(TargetState.INITIAL);
		assertThat(this.group.health(TARGET).reason()).isEqualTo("Elb.RegistrationInProgress");
		check("a", true, 1);
		assertThat(state()).isEqualTo(TargetState.HEALTHY);
		assertThat(this.group.health(TARGET).reason()).isEmpty();
	}

	@Test
	void stateWhenResultsAlternateDoesNotChange() {
		this.group.register(ID, PORT);
		for (int i = 0; i < 5; i++) {
			check("a", true, 2);
			check("a", false, 1);
		}
		assertThat(state()).isEqualTo(TargetState.INITIAL);
	}

	@Test
	void stateWhenNodesShareTheResultsDoesNotAddThem() {
		this.group.register(ID, PORT);
		check("a", true, 2);
		check("b", true, 2);
		assertThat(state()).isEqualTo(TargetState.INITIAL);
	}

	@Test
	void stateWhenUnhealthyThresholdIsReachedIsUnhealthy() {
		registerHealthy();
		check("a", false, 1);
		assertThat(state()).isEqualTo(TargetState.HEALTHY);
		check("a", false, 1);
		assertThat(state()).isEqualTo(TargetState.UNHEALTHY);
		assertThat(this.group.health(TARGET).reason()).isEqualTo("Target.FailedHealthChecks");
		assertThat(registration().unhealthySince()).isEqualTo(this.ticker.getAsLong());
		check("a", true, 3);
		assertThat(state()).isEqualTo(TargetState.HEALTHY);
		assertThat(registration().unhealthySince()).isNull();
	}

	@Test
	void stateWhenDeregisteredIsDrainingForTheWholeDelay() {
		registerHealthy();
		this.group.deregister(ID, PORT);
		this.ticker.advance(Duration.ofMillis(29999));
		assertThat(state()).isEqualTo(TargetState.DRAINING);
		assertThat(this.group.health(TARGET).reason()).isEqualTo("Target.DeregistrationInProgress");
		assertThat(this.group.listed()).containsExactly(TARGET);
		this.ticker.advance(Duration.ofMillis(1));
		assertThat(state()).isEqualTo(TargetState.UNUSED);
		assertThat(this.group.health(TARGET).reason()).isEqualTo("Target.NotRegistered");
		assertThat(this.group.listed()).isEmpty();
	}

	@Test
	void deregisterAgainDoesNotProlongTheDelay() {
		registerHealthy();
		this.group.deregister(ID, PORT);
		this.ticker.advance(Duration.ofSeconds(20));
		this.group.deregister(ID, PORT);
		this.ticker.advance(Duration.ofSeconds(10));
		assertThat(state()).isEqualTo(TargetState.UNUSED);
	}

	@Test
	void registerWhenDrainingIsInitial() {
		registerHealthy();
		this.group.deregister(ID, PORT);
		this.group.register(ID, PORT);
		assertThat(state()).isEqualTo(TargetState.INITIAL);
	}

	@Test
	void registerWhenDrainingIsHealthyByHealthChecksAndStays() {
		registerHealthy();
		this.group.deregister(ID, PORT);
		this.ticker.advance(Duration.ofSeconds(20));
		this.group.register(ID, PORT);
		check("a", true, 2);
		assertThat(state()).isEqualTo(TargetState.INITIAL);
		check("a", true, 1);
		assertThat(state()).isEqualTo(TargetState.HEALTHY);
		this.ticker.advance(Duration.ofSeconds(20));
		assertThat(state()).isEqualTo(TargetState.HEALTHY);
		assertThat(this.group.listed()).containsExactly(TARGET);
	}

	@Test
	void registerWhenRegisteredChangesNothing() {
		registerHealthy();
		Registration before = registration();
		this.group.register(ID, PORT);
		assertThat(registration()).isSameAs(before);
	}

	@Test
	void stateWhenNothingRoutesToTheGroupIsUnused() {
		registerHealthy();
		this.group.attached(false);
		assertThat(state()).isEqualTo(TargetState.UNUSED);
		assertThat(this.group.health(TARGET).reason()).isEqualTo("Target.NotInUse");
	}

	private void registerHealthy() {
		this.group.register(ID, PORT);
		this.group.healthy(ID, PORT);
	}

	private void check(String node, boolean passed, int times) {
		for (int i = 0; i < times; i++) {
			this.group.checked(node, TARGET, passed);
		}
	}

	private TargetState state() {
		return this.group.state(ID, PORT);
	}

	private Registration registration() {
		return this.group.registrations().get(0);
	}

}
