package io.github.spotaware.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.github.spotaware.DisruptionWarning;
import io.github.spotaware.NoticeCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeSigns}.
 */
class NodeSignsTests {

	@Test
	void warningOfANodeInUseIsNone() {
		assertThat(NodeSigns.warning(Samples.node().build())).isNull();
		assertThat(NodeSigns.warning(new NodeBuilder().withNewMetadata().endMetadata().build())).isNull();
		assertThat(NodeSigns.warning(Samples.tainted("dedicated"))).isNull();
		assertThat(NodeSigns.warning(Samples.tainted("DeletionCandidateOfClusterAutoscaler"))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "karpenter-spot-disrupted, NODE_DISRUPTION, deletion",
			"mng-spot-cordoned, NODE_CORDON, spec.unschedulable",
			"nth-spot-itn, SPOT_INTERRUPTION, taint 'aws-node-termination-handler/spot-itn'" })
	void warningIsTheStrongestSign(String fixture, NoticeCause cause, String seen) {
		Node node = Samples.fixture("k8s-node-%s.json".formatted(fixture), Node.class);
		assertThat(NodeSigns.warning(node))
			.isEqualTo(new DisruptionWarning(cause, "%s of node '%s'".formatted(seen, Samples.NODE)));
	}

	@ParameterizedTest
	@CsvSource({ "karpenter.sh/disrupted, NODE_DISRUPTION", "karpenter.sh/disruption, NODE_DISRUPTION",
			"aws-node-termination-handler/spot-itn, SPOT_INTERRUPTION",
			"aws-node-termination-handler/scheduled-maintenance, SCHEDULED_MAINTENANCE",
			"aws-node-termination-handler/asg-lifecycle-termination, AUTO_SCALING_TERMINATION",
			"aws-node-termination-handler/rebalance-recommendation, REBALANCE",
			"node.kubernetes.io/unschedulable, NODE_CORDON", "node.kubernetes.io/out-of-service, NODE_DISRUPTION",
			"ToBeDeletedByClusterAutoscaler, NODE_DISRUPTION" })
	void warningNamesTheTaintAndTheNode(String key, NoticeCause cause) {
		assertThat(NodeSigns.warning(Samples.tainted(key)))
			.isEqualTo(new DisruptionWarning(cause, "taint '%s' of node '%s'".formatted(key, Samples.NODE)));
	}

	@Test
	void warningOfALabelThatTakesTheNodeOutOfLoadBalancers() {
		String key = "node.kubernetes.io/exclude-from-external-load-balancers";
		Node node = Samples.node().editMetadata().addToLabels(key, "").endMetadata().build();
		assertThat(NodeSigns.warning(node)).isEqualTo(new DisruptionWarning(NoticeCause.NODE_DISRUPTION,
				"label '%s' of node '%s'".formatted(key, Samples.NODE)));
	}

	@Test
	void warningOfANodeThatIsGoneIsItsDeletion() {
		assertThat(NodeSigns.gone("a")).isEqualTo(NodeSigns.warning(new NodeBuilder().withNewMetadata()
			.withName("a")
			.withDeletionTimestamp("2026-11-22T01:00:05Z")
			.endMetadata()
			.build()));
	}

}
