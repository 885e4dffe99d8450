package io.github.spotaware;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Says which ECS task we are.
 *
 * @param arn the ARN of the task
 * @param cluster the cluster, by its name or its ARN
 * @param service the name of the service that the task belongs to, or {@code null} when
 * it stands alone or that is not known
 * @param container the name of our container
 * @param addresses the addresses that the task has for itself, the primary one first;
 * none where it shares the instance's
 * @param hostPorts the ports of the instance by the ports of the task's containers, where
 * the task shares the instance's addresses
 * @param hostNetwork whether each port of our container is the same one of the instance
 * @param restarts whether our container is started again in the same task when its
 * process ends
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-response.html">
 * Amazon ECS task metadata v4</a>
 */
public record TaskIdentity(String arn, @Nullable String cluster, @Nullable String service, @Nullable String container,
		List<String> addresses, Map<Integer, Integer> hostPorts, boolean hostNetwork, boolean restarts) {

	/**
	 * Create an identity of copies of the collections.
	 * @param arn the ARN of the task
	 * @param cluster the cluster, by its name or its ARN
	 * @param service the name of the service
	 * @param container the name of our container
	 * @param addresses the addresses that the task has for itself
	 * @param hostPorts the ports of the instance by the ports of the task's containers
	 * @param hostNetwork whether the ports of our container are the instance's
	 * @param restarts whether our container is started again
	 */
	public TaskIdentity {
		addresses = List.copyOf(addresses);
		hostPorts = Map.copyOf(hostPorts);
	}

	/**
	 * Create the identity of a task whose container is not started again.
	 * @param arn the ARN of the task
	 * @param cluster the cluster, by its name or its ARN
	 * @param service the name of the service
	 * @param container the name of our container
	 * @param addresses the addresses that the task has for itself
	 * @param hostPorts the ports of the instance by the ports of the task's containers
	 */
	public TaskIdentity(String arn, @Nullable String cluster, @Nullable String service, @Nullable String container,
			List<String> addresses, Map<Integer, Integer> hostPorts) {
		this(arn, cluster, service, container, addresses, hostPorts, false, false);
	}

	/**
	 * Return the same task as a member of a service.
	 * @param name the name of the service
	 * @return the task
	 */
	public TaskIdentity inService(@Nullable String name) {
		return new TaskIdentity(this.arn, this.cluster, name, this.container, this.addresses, this.hostPorts,
				this.hostNetwork, this.restarts);
	}

	/**
	 * Return the same task with its ports of the instance.
	 * @param ports the ports of the instance by the ports of the task's containers
	 * @return the task
	 */
	public TaskIdentity at(Map<Integer, Integer> ports) {
		return new TaskIdentity(this.arn, this.cluster, this.service, this.container, this.addresses, ports,
				this.hostNetwork, this.restarts);
	}

	/**
	 * Return the same task, in the network of the instance or not.
	 * @param shared whether each port of our container is the same one of the instance
	 * @return the task
	 */
	public TaskIdentity inHostNetwork(boolean shared) {
		return new TaskIdentity(this.arn, this.cluster, this.service, this.container, this.addresses, this.hostPorts,
				shared, this.restarts);
	}

	/**
	 * Return the same task, whose container is started again or not.
	 * @param again whether it is started again when its process ends
	 * @return the task
	 */
	public TaskIdentity restarting(boolean again) {
		return new TaskIdentity(this.arn, this.cluster, this.service, this.container, this.addresses, this.hostPorts,
				this.hostNetwork, again);
	}

}
