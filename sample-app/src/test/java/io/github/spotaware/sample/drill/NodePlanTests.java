package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link NodePlan}.
 */
class NodePlanTests {

	@Test
	void ofMakesTheLastNodeTheThinnestAndSlowest() {
		List<NodePlan> nodes = NodePlan.of(options("--lag", "12"));
		assertThat(nodes).hasSize(6);
		assertThat(nodes).extracting(NodePlan::address).doesNotHaveDuplicates();
		assertThat(nodes).extracting(NodePlan::lag)
			.containsExactly(seconds(2), seconds(4), seconds(6), seconds(8), seconds(10), seconds(12));
		assertThat(nodes.get(5).share()).isEqualTo(0.02);
		assertThat(nodes.stream().mapToDouble(NodePlan::share).sum()).isCloseTo(1, within(1e-9));
	}

	@Test
	void ofWhenThereIsOneNodeGivesItEverything() {
		assertThat(NodePlan.of(options("--nodes", "1")))
			.containsExactly(new NodePlan("127.0.0.11", 1, Duration.ofSeconds(10)));
	}

	@Test
	void ofCallersMakesTheLastOneTheThinnest() {
		List<NodePlan> callers = NodePlan.ofCallers(20, 0.02);
		assertThat(callers).extracting(NodePlan::address).doesNotHaveDuplicates().hasSize(20);
		assertThat(callers.get(19).share()).isEqualTo(0.02);
		assertThat(callers.stream().mapToDouble(NodePlan::share).sum()).isCloseTo(1, within(1e-9));
		assertThat(NodePlan.ofCallers(1, 0.02)).extracting(NodePlan::share).containsExactly(1.0);
		assertThat(NodePlan.ofCallers(100, 0.02)).extracting(NodePlan::share)
			.allSatisfy((share) -> assertThat(share).isCloseTo(0.01, within(1e-9)));
	}

	@Test
	void expectedLossesAreHalfTheRateForTheLagOfEachNode() {
		assertThat(NodePlan.expectedLosses(options("--nodes", "1"))).isEqualTo(1500);
		assertThat(NodePlan.expectedLosses(options("--lag", "0"))).isZero();
	}

	private static Duration seconds(int seconds) {
		return Duration.ofSeconds(seconds);
	}

	private static DrillOptions options(String... arguments) {
		return DrillOptions.parse(List.of(arguments), 42);
	}

}
