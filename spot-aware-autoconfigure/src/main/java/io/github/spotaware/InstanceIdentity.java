package io.github.spotaware;

import org.jspecify.annotations.Nullable;

/**
 * Says who we are on the platform, as far as the platform told.
 *
 * @param platform the platform
 * @param instanceId the EC2 instance id, such as {@code i-0123456789abcdef0}
 * @param privateIp the primary private address: of the instance, or of the pod or the
 * task that has its own
 * @param availabilityZone the Availability Zone, such as {@code eu-central-1a}
 * @param region the Region, such as {@code eu-central-1}
 * @param capacity how the instance or task was bought
 * @param task which ECS task we are, or {@code null} when we are none
 * @param pod which pod we are, or {@code null} when we are none
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html">
 * Instance identity documents</a>
 */
public record InstanceIdentity(Platform platform, @Nullable String instanceId, @Nullable String privateIp,
		@Nullable String availabilityZone, @Nullable String region, Capacity capacity, @Nullable TaskIdentity task,
		@Nullable PodIdentity pod) {

	/**
	 * Create the identity of what is neither an ECS task nor a pod.
	 * @param platform the platform
	 * @param instanceId the EC2 instance id
	 * @param privateIp the primary private IPv4 address
	 * @param availabilityZone the Availability Zone
	 * @param region the Region
	 * @param capacity how the instance was bought
	 */
	public InstanceIdentity(Platform platform, @Nullable String instanceId, @Nullable String privateIp,
			@Nullable String availabilityZone, @Nullable String region, Capacity capacity) {
		this(platform, instanceId, privateIp, availabilityZone, region, capacity, null, null);
	}

	/**
	 * Create the identity of an ECS task.
	 * @param platform the platform
	 * @param instanceId the EC2 instance id
	 * @param privateIp the primary private address
	 * @param availabilityZone the Availability Zone
	 * @param region the Region
	 * @param capacity how the task was bought
	 * @param task which task it is
	 */
	public InstanceIdentity(Platform platform, @Nullable String instanceId, @Nullable String privateIp,
			@Nullable String availabilityZone, @Nullable String region, Capacity capacity,
			@Nullable TaskIdentity task) {
		this(platform, instanceId, privateIp, availabilityZone, region, capacity, task, null);
	}

	/**
	 * Return an identity of which nothing but the platform is known.
	 * @param platform the platform
	 * @return the identity
	 */
	public static InstanceIdentity unknown(Platform platform) {
		return new InstanceIdentity(platform, null, null, null, null, Capacity.UNKNOWN);
	}

	/**
	 * Return this identity on a platform that is known better.
	 * @param known the platform
	 * @return the identity
	 */
	public InstanceIdentity as(Platform known) {
		return new InstanceIdentity(known, this.instanceId, this.privateIp, this.availabilityZone, this.region,
				this.capacity, this.task, this.pod);
	}

	/**
	 * Return whether there is more than one process behind the addresses of the instance,
	 * so that what is registered has to be looked for.
	 * @return whether we are a task or a pod
	 */
	public boolean contained() {
		return this.task != null || this.pod != null;
	}

	/**
	 * Return whether our container is started again, in the same place, when its process
	 * ends without having been told to.
	 * @return whether there is a life after the process
	 */
	public boolean restarts() {
		return this.platform == Platform.KUBERNETES || (this.task != null && this.task.restarts());
	}

	/**
	 * Return this identity with what is missing taken from the instance we are on.
	 * @param host the instance
	 * @return the identity
	 */
	public InstanceIdentity on(InstanceIdentity host) {
		return new InstanceIdentity(this.platform, (this.instanceId != null) ? this.instanceId : host.instanceId(),
				this.privateIp, (this.availabilityZone != null) ? this.availabilityZone : host.availabilityZone(),
				(this.region != null) ? this.region : host.region(),
				(this.capacity != Capacity.UNKNOWN) ? this.capacity : host.capacity(), this.task, this.pod);
	}

	/**
	 * Return whether a registered target can be nobody but us: a pod has an address of
	 * its own, and a task knows its addresses, and the ports of the instance that are its
	 * own.
	 * @param target the target
	 * @return whether it is us; {@code false} where another process of the instance could
	 * be meant as well
	 */
	public boolean owns(Target target) {
		if (this.task == null) {
			return this.pod != null && target.id().equals(this.privateIp);
		}
		boolean byAddress = this.task.addresses().contains(target.id());
		boolean byPort = target.id().equals(this.instanceId) && this.task.hostPorts().containsValue(target.port());
		return byAddress || byPort;
	}

	/**
	 * Return the port at which others reach a port of our container.
	 * @param containerPort the port of the container
	 * @return the port, or {@code null} when it is not known
	 */
	public @Nullable Integer reachablePort(int containerPort) {
		boolean mapped = this.task != null && this.task.addresses().isEmpty();
		Integer known = (mapped && this.task != null) ? this.task.hostPorts().get(containerPort)
				: (Integer) containerPort;
		return (known == null && this.task != null && this.task.hostNetwork()) ? (Integer) containerPort : known;
	}

}
