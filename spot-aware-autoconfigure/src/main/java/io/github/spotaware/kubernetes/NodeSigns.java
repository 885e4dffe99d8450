package io.github.spotaware.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.Taint;
import io.github.spotaware.DisruptionWarning;
import io.github.spotaware.NoticeCause;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a node what somebody intends to do with it. Of several signs the strongest
 * counts: the one that leaves its pods the least hope.
 *
 * @see <a href="https://karpenter.sh/docs/concepts/disruption/">Karpenter: disruption</a>
 * @see <a href="https://github.com/aws/aws-node-termination-handler">AWS node termination
 * handler</a>
 * @see <a href=
 * "https://kubernetes.io/docs/reference/labels-annotations-taints/">Kubernetes:
 * well-known labels, annotations and taints</a>
 */
final class NodeSigns {

	private static final String TERMINATION_HANDLER = "aws-node-termination-handler/";

	private static final List<Sign> STRONGEST_FIRST = List.of(
			taint(TERMINATION_HANDLER + "spot-itn", NoticeCause.SPOT_INTERRUPTION),
			taint(TERMINATION_HANDLER + "asg-lifecycle-termination", NoticeCause.AUTO_SCALING_TERMINATION),
			taint(TERMINATION_HANDLER + "scheduled-maintenance", NoticeCause.SCHEDULED_MAINTENANCE),
			taint("node.kubernetes.io/out-of-service", NoticeCause.NODE_DISRUPTION),
			new Sign("deletion", NoticeCause.NODE_DISRUPTION,
					(node) -> node.getMetadata().getDeletionTimestamp() != null),
			taint("karpenter.sh/disrupted", NoticeCause.NODE_DISRUPTION),
			taint("karpenter.sh/disruption", NoticeCause.NODE_DISRUPTION),
			taint("ToBeDeletedByClusterAutoscaler", NoticeCause.NODE_DISRUPTION),
			taint(TERMINATION_HANDLER + "rebalance-recommendation", NoticeCause.REBALANCE),
			label("node.kubernetes.io/exclude-from-external-load-balancers", NoticeCause.NODE_DISRUPTION),
			new Sign("spec.unschedulable", NoticeCause.NODE_CORDON, NodeSigns::unschedulable),
			taint("node.kubernetes.io/unschedulable", NoticeCause.NODE_CORDON));

	private NodeSigns() {
	}

	/**
	 * Return what stands.
	 * @param node the node
	 * @return the warning, or {@code null} when nothing stands
	 */
	static @Nullable DisruptionWarning warning(Node node) {
		return STRONGEST_FIRST.stream()
			.filter((sign) -> sign.seen().test(node))
			.map((sign) -> warning(sign.cause(), sign.words(), node.getMetadata().getName()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the warning of a node that is no longer there.
	 * @param name the name of the node
	 */
	static DisruptionWarning gone(String name) {
		return warning(NoticeCause.NODE_DISRUPTION, "deletion", name);
	}

	private static DisruptionWarning warning(NoticeCause cause, String words, String name) {
		return new DisruptionWarning(cause, "%s of node '%s'".formatted(words, name));
	}

	private static Sign taint(String key, NoticeCause cause) {
		return new Sign("taint '%s'".formatted(key), cause,
				(node) -> taints(node).stream().anyMatch((taint) -> key.equals(taint.getKey())));
	}

	private static Sign label(String key, NoticeCause cause) {
		return new Sign("label '%s'".formatted(key), cause, (node) -> labels(node).containsKey(key));
	}

	private static boolean unschedulable(Node node) {
		NodeSpec spec = node.getSpec();
		return spec != null && Boolean.TRUE.equals(spec.getUnschedulable());
	}

	private static List<Taint> taints(Node node) {
		NodeSpec spec = node.getSpec();
		return (spec != null && spec.getTaints() != null) ? spec.getTaints() : List.of();
	}

	private static Map<String, String> labels(Node node) {
		Map<String, String> labels = node.getMetadata().getLabels();
		return (labels != null) ? labels : Map.of();
	}

	/**
	 * What can be seen of a node.
	 *
	 * @param words what was seen, in words
	 * @param cause what it means
	 * @param seen tells whether it is there
	 */
	private record Sign(String words, NoticeCause cause, Predicate<Node> seen) {
	}

}
