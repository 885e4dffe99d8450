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
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-response.html">
 * Amazon ECS task metadata v4</a>
 */
public record TaskIdentity(String arn, @Nullable String cluster, @Nullable String service, @Nullable String container,
		List<String> addresses, Map<Integer, Integer> hostPorts) {

	public TaskIdentity {
		addresses = List.copyOf(addresses);
		hostPorts = Map.copyOf(hostPorts);
	}

	/**
	 * Return the same task as a member of a service.
	 * @param name the name of the service
	 * @return the task
	 */
	public TaskIdentity inService(@Nullable String name) {
		return new TaskIdentity(this.arn, this.cluster, name, this.container, this.addresses, this.hostPorts);
	}

}
