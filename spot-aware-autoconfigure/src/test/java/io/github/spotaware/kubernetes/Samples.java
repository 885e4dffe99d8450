package io.github.spotaware.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * Samples of the Kubernetes API.
 */
final class Samples {

	static final String NODE = "ip-10-0-1-20.ap-northeast-1.compute.internal";

	private static final KubernetesSerialization JSON = new KubernetesSerialization();

	private Samples() {
	}

	static <T extends HasMetadata> T fixture(String name, Class<T> type) {
		try (InputStream in = Samples.class.getResourceAsStream("/fixtures/" + name)) {
			return JSON.unmarshal(new String(in.readAllBytes(), StandardCharsets.UTF_8), type);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static PodBuilder pod() {
		return new PodBuilder().withNewMetadata()
			.withName("shop-1")
			.withNamespace("shop")
			.withUid("uid-1")
			.endMetadata()
			.withNewSpec()
			.withNodeName(NODE)
			.withTerminationGracePeriodSeconds(60L)
			.endSpec()
			.withNewStatus()
			.withPodIP("10.0.1.33")
			.endStatus();
	}

	static Pod deleted(String time) {
		return pod().editMetadata()
			.withDeletionTimestamp(time)
			.withDeletionGracePeriodSeconds(60L)
			.endMetadata()
			.build();
	}

	static Pod disrupted(String status, String reason) {
		return pod().editStatus()
			.addNewCondition()
			.withType("DisruptionTarget")
			.withStatus(status)
			.withReason(reason)
			.endCondition()
			.endStatus()
			.build();
	}

	static NodeBuilder node() {
		return new NodeBuilder().withNewMetadata()
			.withName(NODE)
			.addToLabels("karpenter.sh/capacity-type", "spot")
			.addToLabels("topology.kubernetes.io/zone", "ap-northeast-1a")
			.addToLabels("topology.kubernetes.io/region", "ap-northeast-1")
			.endMetadata()
			.withNewSpec()
			.withProviderID("aws:///ap-northeast-1a/i-0123456789abcdef0")
			.endSpec();
	}

	static Node cordoned() {
		return node().editSpec().withUnschedulable(true).endSpec().build();
	}

	static Node tainted(String key) {
		return node().editSpec().addNewTaint().withKey(key).withEffect("NoSchedule").endTaint().endSpec().build();
	}

}
