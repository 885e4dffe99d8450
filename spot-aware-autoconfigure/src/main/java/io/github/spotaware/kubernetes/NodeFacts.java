package io.github.spotaware.kubernetes;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads from a node which instance it is, and how that was bought.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html">Amazon EKS:
 * the label of managed node groups</a>
 * @see <a href="https://karpenter.sh/docs/concepts/nodepools/">Karpenter: the label
 * karpenter.sh/capacity-type</a>
 */
final class NodeFacts {

	private static final Pattern PROVIDER_ID = Pattern.compile("aws:///([a-z0-9-]*)/(i-[0-9a-f]+)");

	private NodeFacts() {
	}

	/**
	 * Return the instance that a node is.
	 * @param node the node
	 * @return the instance, as far as the node tells
	 */
	static InstanceIdentity instance(Node node) {
		Map<String, String> labels = node.getMetadata().getLabels();
		NodeSpec spec = node.getSpec();
		String provider = (spec != null && spec.getProviderID() != null) ? spec.getProviderID() : "";
		Matcher matcher = PROVIDER_ID.matcher(provider);
		boolean known = matcher.matches();
		String zone = label(labels, "topology.kubernetes.io/zone");
		if (zone == null && known && !matcher.group(1).isEmpty()) {
			zone = matcher.group(1);
		}
		return new InstanceIdentity(Platform.EC2, known ? matcher.group(2) : null, null, zone,
				label(labels, "topology.kubernetes.io/region"), capacity(labels));
	}

	private static Capacity capacity(@Nullable Map<String, String> labels) {
		return Stream.of("karpenter.sh/capacity-type", "eks.amazonaws.com/capacityType")
			.map((name) -> capacity(label(labels, name)))
			.filter((capacity) -> capacity != Capacity.UNKNOWN)
			.findFirst()
			.orElse(Capacity.UNKNOWN);
	}

	private static Capacity capacity(@Nullable String label) {
		return switch ((label != null) ? label.toLowerCase(Locale.ROOT).replace('_', '-') : "") {
			case "spot" -> Capacity.SPOT;
			case "on-demand", "reserved" -> Capacity.ON_DEMAND;
			default -> Capacity.UNKNOWN;
		};
	}

	private static @Nullable String label(@Nullable Map<String, String> labels, String name) {
		String value = (labels != null) ? labels.get(name) : null;
		return StringUtils.hasText(value) ? value : null;
	}

}
