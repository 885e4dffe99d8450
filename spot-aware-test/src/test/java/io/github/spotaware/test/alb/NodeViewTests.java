package io.github.spotaware.test.alb;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.spotaware.test.elb.Registration;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NodeViewTests {

	private static final Target ONE = new Target("10.0.1.1", 80);

	private static final Target TWO = new Target("10.0.1.2", 80);

	private static final long LAG = Duration.ofSeconds(5).toNanos();

	private final NodeView view = new NodeView(LAG, false);

	@Test
	void nodesCanHaveAddressesOfThisMachineOnly() {
		assertThat(new NodeSettings("127.0.0.1", 1, Duration.ZERO).hasAddress()).isTrue();
		assertThat(new NodeSettings("192.0.2.1", 1, Duration.ZERO).hasAddress()).isFalse();
	}

	@Test
	void ofWhenHealthyIsUsable() {
		assertThat(this.view.of(target(TargetState.HEALTHY, null, null), 0)).isEqualTo(Belief.USABLE);
	}

	@Test
	void ofWhenInitialIsOut() {
		assertThat(this.view.of(target(TargetState.INITIAL, null, null), 0)).isEqualTo(Belief.OUT);
	}

	@Test
	void ofWhenDeregisteredIsUsableUntilTheLagIsOver() {
		Registration leaving = target(TargetState.HEALTHY, null, 100L);
		assertThat(this.view.of(leaving, 100 + LAG - 1)).isEqualTo(Belief.USABLE);
		assertThat(this.view.of(leaving, 100 + LAG)).isEqualTo(Belief.OUT);
		assertThat(this.view.letsGoAt(leaving)).isEqualTo(100 + LAG);
	}

	@Test
	void ofWhenUnhealthyIsUsableUntilTheLagIsOver() {
		Registration unhealthy = target(TargetState.UNHEALTHY, 100L, null);
		assertThat(this.view.of(unhealthy, 100 + LAG - 1)).isEqualTo(Belief.USABLE);
		assertThat(this.view.of(unhealthy, 100 + LAG)).isEqualTo(Belief.LAST_RESORT);
	}

	@Test
	void ofWhenUnhealthyAndDeregisteredGoesByTheFirst() {
		Registration leaving = target(TargetState.UNHEALTHY, 100L, 200L);
		assertThat(this.view.of(leaving, 100 + LAG - 1)).isEqualTo(Belief.USABLE);
		assertThat(this.view.of(leaving, 100 + LAG)).isEqualTo(Belief.LAST_RESORT);
		assertThat(this.view.of(leaving, 200 + LAG)).isEqualTo(Belief.OUT);
	}

	@Test
	void ofWhenNeverHealthyAndDeregisteredIsOut() {
		assertThat(this.view.of(target(TargetState.INITIAL, null, 100L), 101)).isEqualTo(Belief.OUT);
	}

	@Test
	void ofWhenNeverDeregisteredFollowsHealthOnly() {
		NodeView health = new NodeView(LAG, true);
		assertThat(health.of(target(TargetState.HEALTHY, null, 100L), 100 + 2 * LAG)).isEqualTo(Belief.USABLE);
		assertThat(health.of(target(TargetState.UNHEALTHY, 100L, 100L), 100 + LAG)).isEqualTo(Belief.LAST_RESORT);
	}

	@Test
	void candidatesWhenOneIsHealthyLeavesTheUnhealthyOut() {
		assertThat(this.view.candidates(List.of(target(TargetState.UNHEALTHY, null, null),
				new Registration(TWO, TargetState.HEALTHY, Map.of(), null, null)), 0))
			.containsExactly(TWO);
	}

	@Test
	void candidatesWhenAllAreUnhealthyFailsOpen() {
		assertThat(this.view.candidates(List.of(target(TargetState.UNHEALTHY, null, null),
				new Registration(TWO, TargetState.UNHEALTHY, Map.of(), null, null)), 0))
			.containsExactly(ONE, TWO);
	}

	@Test
	void spreadGivesTheThinnestNodeTheFullLag() {
		List<NodeSettings> nodes = NodeSettings.spread(3, Duration.ofSeconds(40));
		assertThat(nodes).extracting(NodeSettings::address).containsExactly("127.0.0.11", "127.0.0.12", "127.0.0.13");
		assertThat(nodes).extracting(NodeSettings::share).containsExactly(0.49, 0.49, 0.02);
		assertThat(nodes).extracting(NodeSettings::lag)
			.containsExactly(Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(40));
	}

	private static Registration target(TargetState health, @Nullable Long unhealthySince, @Nullable Long deregistered) {
		return new Registration(ONE, health, Map.of(), unhealthySince, deregistered);
	}

}
