package io.github.spotaware.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeFacts}.
 */
class NodeFactsTests {

	@Test
	void instanceIsWhatLabelsAndProviderTell() {
		assertThat(NodeFacts.instance(Samples.node().build())).isEqualTo(new InstanceIdentity(Platform.EC2,
				"i-0123456789abcdef0", null, "ap-northeast-1a", "ap-northeast-1", Capacity.SPOT));
	}

	@ParameterizedTest
	@CsvSource({ "karpenter-spot-disrupted, SPOT", "mng-spot-cordoned, SPOT", "nth-spot-itn, UNKNOWN" })
	void instanceWithoutTopologyLabelsTakesItsZoneFromTheProvider(String fixture, Capacity capacity) {
		assertThat(NodeFacts.instance(Samples.fixture("k8s-node-%s.json".formatted(fixture), Node.class))).isEqualTo(
				new InstanceIdentity(Platform.EC2, "i-0123456789abcdef0", null, "ap-northeast-1a", null, capacity));
	}

	@ParameterizedTest
	@CsvSource({ "karpenter.sh/capacity-type, spot, SPOT", "karpenter.sh/capacity-type, on-demand, ON_DEMAND",
			"karpenter.sh/capacity-type, reserved, ON_DEMAND", "eks.amazonaws.com/capacityType, SPOT, SPOT",
			"eks.amazonaws.com/capacityType, ON_DEMAND, ON_DEMAND",
			"eks.amazonaws.com/capacityType, CAPACITY_BLOCK, UNKNOWN", "karpenter.sh/capacity-type, , UNKNOWN" })
	void capacityIsThatOfTheLabel(String label, String value, Capacity capacity) {
		Node node = new NodeBuilder().withNewMetadata().addToLabels(label, value).endMetadata().build();
		assertThat(NodeFacts.instance(node).capacity()).isEqualTo(capacity);
	}

	@ParameterizedTest
	@CsvSource({ "kind://docker/kind/worker", "aws:///eu-west-1a/0123456789/fargate-ip-10-0-1-20", "gce://p/z/n" })
	void instanceOfAnotherProviderIsNotKnown(String provider) {
		Node node = new NodeBuilder().withNewMetadata()
			.endMetadata()
			.withNewSpec()
			.withProviderID(provider)
			.endSpec()
			.build();
		assertThat(NodeFacts.instance(node)).isEqualTo(InstanceIdentity.unknown(Platform.EC2));
	}

}
