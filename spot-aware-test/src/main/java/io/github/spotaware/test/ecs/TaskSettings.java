package io.github.spotaware.test.ecs;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Holds the settings of a task.
 *
 * @param launchType what it runs on
 * @param capacityProvider what its capacity is from, {@code null} where the task was
 * started by a launch type alone
 * @param definition its definition
 * @param networks the networks each of its containers is on
 * @param hostPorts the instance's ports by the containers' ports, in bridge mode
 * @param service the service it belongs to, {@code null} for a task of its own
 * @param instanceId the EC2 instance it is on, or {@code null}
 * @param shortClusterName whether its metadata name the cluster by its short name, as on
 * EC2
 */
public record TaskSettings(LaunchType launchType, @Nullable String capacityProvider, TaskDefinition definition,
		List<Network> networks, Map<Integer, Integer> hostPorts, @Nullable String service, @Nullable String instanceId,
		boolean shortClusterName) {

	/**
	 * Copies the collections.
	 * @param launchType what it runs on
	 * @param capacityProvider what its capacity is from
	 * @param definition its definition
	 * @param networks the networks each of its containers is on
	 * @param hostPorts the instance's ports by the containers' ports
	 * @param service the service it belongs to
	 * @param instanceId the EC2 instance it is on
	 * @param shortClusterName whether its metadata name the cluster by its short name
	 */
	public TaskSettings {
		networks = List.copyOf(networks);
		hostPorts = Map.copyOf(hostPorts);
	}

	/**
	 * Starts from a task on Fargate Spot with an address of its own.
	 * @param address the address
	 * @return the settings
	 */
	public static TaskSettings fargateSpot(String address) {
		return new TaskSettings(LaunchType.FARGATE, "FARGATE_SPOT", TaskDefinition.of(NetworkMode.AWSVPC),
				List.of(Network.of(address)), Map.of(), null, null, false);
	}

	/**
	 * Starts from a task on an EC2 instance with an address of its own.
	 * @param instanceId the instance
	 * @param address the address
	 * @return the settings
	 */
	public static TaskSettings ec2(String instanceId, String address) {
		return new TaskSettings(LaunchType.EC2, "demo-asg-spot", TaskDefinition.of(NetworkMode.AWSVPC),
				List.of(Network.of(address)), Map.of(), null, instanceId, true);
	}

	/**
	 * Starts from a task on an EC2 instance whose port 8080 is mapped to one of the
	 * instance.
	 * @param instanceId the instance
	 * @param hostPort the port of the instance
	 * @return the settings
	 */
	public static TaskSettings ec2Bridge(String instanceId, int hostPort) {
		return new TaskSettings(LaunchType.EC2, "demo-asg-spot", TaskDefinition.of(NetworkMode.BRIDGE),
				List.of(Network.of("172.17.0.2")), Map.of(8080, hostPort), null, instanceId, true);
	}

	/**
	 * Changes what the capacity is from.
	 * @param provider the capacity provider, or {@code null}
	 * @return the changed settings
	 */
	public TaskSettings withCapacityProvider(@Nullable String provider) {
		return new TaskSettings(this.launchType, provider, this.definition, this.networks, this.hostPorts, this.service,
				this.instanceId, this.shortClusterName);
	}

	/**
	 * Changes what the task runs on.
	 * @param type the launch type
	 * @return the changed settings
	 */
	public TaskSettings withLaunchType(LaunchType type) {
		return new TaskSettings(type, this.capacityProvider, this.definition, this.networks, this.hostPorts,
				this.service, this.instanceId, this.shortClusterName);
	}

	/**
	 * Changes the definition.
	 * @param changed the definition
	 * @return the changed settings
	 */
	public TaskSettings withDefinition(TaskDefinition changed) {
		return new TaskSettings(this.launchType, this.capacityProvider, changed, this.networks, this.hostPorts,
				this.service, this.instanceId, this.shortClusterName);
	}

	/**
	 * Changes the networks.
	 * @param changed the networks
	 * @return the changed settings
	 */
	public TaskSettings withNetworks(Network... changed) {
		return new TaskSettings(this.launchType, this.capacityProvider, this.definition, List.of(changed),
				this.hostPorts, this.service, this.instanceId, this.shortClusterName);
	}

	/**
	 * Makes the task a member of a service.
	 * @param name the service
	 * @return the changed settings
	 */
	public TaskSettings inService(@Nullable String name) {
		return new TaskSettings(this.launchType, this.capacityProvider, this.definition, this.networks, this.hostPorts,
				name, this.instanceId, this.shortClusterName);
	}

	/**
	 * Is a network a container is on.
	 *
	 * @param ipv4 its IPv4 addresses there
	 * @param ipv6 its IPv6 addresses there
	 */
	public record Network(List<String> ipv4, List<String> ipv6) {

		/**
		 * Is a network with one IPv4 address.
		 * @param address the address
		 * @return the network
		 */
		public static Network of(String address) {
			return new Network(List.of(address), List.of());
		}

		/**
		 * Is a network with one IPv6 address and no other.
		 * @param address the address
		 * @return the network
		 */
		public static Network ofIpv6(String address) {
			return new Network(List.of(), List.of(address));
		}

	}

}
