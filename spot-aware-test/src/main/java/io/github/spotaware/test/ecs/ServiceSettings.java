package io.github.spotaware.test.ecs;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Holds the settings of a service, as in <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html">Service</a>.
 *
 * @param name the name
 * @param loadBalancers the target groups its tasks are registered with
 * @param taskSets the target groups of its task sets, where CodeDeploy deploys it
 * @param serviceConnect whether Service Connect is on
 * @param cloudMap whether its tasks are registered with Cloud Map
 */
public record ServiceSettings(String name, List<LoadBalancer> loadBalancers, List<LoadBalancer> taskSets,
		boolean serviceConnect, boolean cloudMap) {

	/**
	 * Copies the collections.
	 * @param name the name
	 * @param loadBalancers the target groups its tasks are registered with
	 * @param taskSets the target groups of its task sets
	 * @param serviceConnect whether Service Connect is on
	 * @param cloudMap whether its tasks are registered with Cloud Map
	 */
	public ServiceSettings {
		loadBalancers = List.copyOf(loadBalancers);
		taskSets = List.copyOf(taskSets);
	}

	/**
	 * Starts from a service that nothing routes to.
	 * @param name the name
	 * @return the settings
	 */
	public static ServiceSettings of(String name) {
		return new ServiceSettings(name, List.of(), List.of(), false, false);
	}

	/**
	 * Adds a target group.
	 * @param loadBalancer the target group and what is registered with it
	 * @return the changed settings
	 */
	public ServiceSettings with(LoadBalancer loadBalancer) {
		List<LoadBalancer> changed = new ArrayList<>(this.loadBalancers);
		changed.add(loadBalancer);
		return new ServiceSettings(this.name, changed, this.taskSets, this.serviceConnect, this.cloudMap);
	}

	/**
	 * Adds a task set.
	 * @param loadBalancer its target group and what is registered with it
	 * @return the changed settings
	 */
	public ServiceSettings withTaskSet(LoadBalancer loadBalancer) {
		List<LoadBalancer> changed = new ArrayList<>(this.taskSets);
		changed.add(loadBalancer);
		return new ServiceSettings(this.name, this.loadBalancers, changed, this.serviceConnect, this.cloudMap);
	}

	/**
	 * Switches Service Connect on.
	 * @return the changed settings
	 */
	public ServiceSettings withServiceConnect() {
		return new ServiceSettings(this.name, this.loadBalancers, this.taskSets, true, this.cloudMap);
	}

	/**
	 * Registers tasks with Cloud Map.
	 * @return the changed settings
	 */
	public ServiceSettings withCloudMap() {
		return new ServiceSettings(this.name, this.loadBalancers, this.taskSets, this.serviceConnect, true);
	}

	/**
	 * Is a target group and what is registered with it.
	 *
	 * @param targetGroupArn the target group
	 * @param containerName the container whose port is registered
	 * @param containerPort that port
	 * @param alternateTargetGroupArn the other target group of a blue/green deployment,
	 * or {@code null}
	 */
	public record LoadBalancer(String targetGroupArn, String containerName, int containerPort,
			@Nullable String alternateTargetGroupArn) {

		/**
		 * Registers port 8080 of the container {@code app}.
		 * @param targetGroupArn the target group
		 * @return the target group and what is registered with it
		 */
		public static LoadBalancer of(String targetGroupArn) {
			return new LoadBalancer(targetGroupArn, "app", 8080, null);
		}

	}

}
