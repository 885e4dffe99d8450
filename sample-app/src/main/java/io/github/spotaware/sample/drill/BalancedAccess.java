package io.github.spotaware.sample.drill;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.alb.LoadBalancerNode;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.load.LoadReport;
import io.github.spotaware.test.load.OpenLoopLoad;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a load balancer whose targets are the pods.
 */
final class BalancedAccess implements PodAccess {

	private final FakeTargetGroup group;

	private final ApplicationLoadBalancer balancer;

	BalancedAccess(FakeTargetGroup group, DrillOptions options) {
		this.group = group;
		ApplicationLoadBalancer.Builder builder = ApplicationLoadBalancer.of(group);
		NodePlan.of(options).forEach((node) -> builder.node(node.address(), node.share(), node.lag()));
		this.balancer = builder.start();
	}

	@Override
	public boolean reaches(PodInstance instance) {
		Target target = instance.target();
		return this.group.state(target.id(), target.port()) == TargetState.HEALTHY
				|| this.balancer.nodes().stream().anyMatch((node) -> routesTo(node, target));
	}

	/**
	 * A node that never knew a target has not let go of it either.
	 */
	private static boolean routesTo(LoadBalancerNode node, Target target) {
		return node.lastForwarded(target) != null && node.letGoOf(target) == null;
	}

	@Override
	public OpenLoopLoad.Builder load() {
		return OpenLoopLoad.builder().through(this.balancer);
	}

	@Override
	public void letGo(PodInstance instance, Timeline timeline) {
		this.balancer.nodes().forEach((node) -> {
			Long letGo = node.letGoOf(instance.target());
			if (letGo != null) {
				timeline.markAt(Kind.LET_GO,
						"node %s let go, %.0f %% of the traffic".formatted(node.address(), node.share() * 100), letGo);
			}
		});
	}

	@Override
	public @Nullable Long lastAnswer(PodInstance instance, LoadReport report) {
		return report.lastCompleted().get(instance.target().toString());
	}

	@Override
	public void close() {
		this.balancer.close();
	}

}
