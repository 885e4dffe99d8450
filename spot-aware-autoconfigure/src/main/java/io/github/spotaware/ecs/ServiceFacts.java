package io.github.spotaware.ecs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.spotaware.TargetGroup;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceConnectConfiguration;

/**
 * Reads what the description of a service says of who calls its tasks.
 */
final class ServiceFacts {

	private ServiceFacts() {
	}

	/**
	 * Return the target groups that tasks of a service are put into. In some a task may
	 * be or not: either of two between which deployments switch, and any where task sets
	 * have their own. They come without a port.
	 */
	static List<TargetGroup> targetGroups(Service service) {
		List<TargetGroup> groups = new ArrayList<>();
		Set<String> known = new LinkedHashSet<>();
		boolean perTaskSet = service.taskSets().stream().anyMatch((set) -> !set.loadBalancers().isEmpty());
		for (LoadBalancer balancer : service.loadBalancers()) {
			if (balancer.targetGroupArn() != null) {
				known.add(balancer.targetGroupArn());
				boolean switches = perTaskSet || alternate(balancer) != null;
				groups.add(new TargetGroup(balancer.targetGroupArn(), switches ? null : balancer.containerPort()));
			}
		}
		Stream<LoadBalancer> ofTaskSets = service.taskSets().stream().flatMap((set) -> set.loadBalancers().stream());
		Stream
			.concat(service.loadBalancers().stream().map(ServiceFacts::alternate),
					ofTaskSets.map(LoadBalancer::targetGroupArn))
			.filter(Objects::nonNull)
			.filter(known::add)
			.forEach((arn) -> groups.add(new TargetGroup(arn, null)));
		return groups;
	}

	private static @Nullable String alternate(LoadBalancer balancer) {
		try {
			return AlternateTargetGroup.of(balancer);
		}
		catch (LinkageError ex) {
			// An SDK from before there were any.
			return null;
		}
	}

	/**
	 * Return whose calls do not come by a target group, in words.
	 */
	static Set<String> callersBeside(Service service) {
		Set<String> callers = new LinkedHashSet<>();
		// Lists may be there and empty.
		if (!service.serviceRegistries().isEmpty()
				|| service.taskSets().stream().anyMatch((set) -> !set.serviceRegistries().isEmpty())) {
			callers.add("Cloud Map");
		}
		if (service.loadBalancers().stream().anyMatch((balancer) -> balancer.loadBalancerName() != null)) {
			callers.add("a Classic Load Balancer");
		}
		if (service.deployments().stream().anyMatch((deployment) -> !deployment.vpcLatticeConfigurations().isEmpty())) {
			callers.add("VPC Lattice");
		}
		return callers;
	}

	/**
	 * Return whether a proxy beside our container takes the calls of a service mesh.
	 */
	static boolean serviceConnect(Service service) {
		return service.deployments()
			.stream()
			.map(Deployment::serviceConnectConfiguration)
			.filter(Objects::nonNull)
			.map(ServiceConnectConfiguration::enabled)
			.anyMatch(Boolean.TRUE::equals);
	}

	/**
	 * Keeps away what older SDKs do not have.
	 */
	private static final class AlternateTargetGroup {

		static @Nullable String of(LoadBalancer balancer) {
			AdvancedConfiguration advanced = balancer.advancedConfiguration();
			return (advanced != null) ? advanced.alternateTargetGroupArn() : null;
		}

	}

}
