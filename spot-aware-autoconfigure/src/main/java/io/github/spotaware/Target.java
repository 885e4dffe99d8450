package io.github.spotaware;

/**
 * A target of a load balancer's target group.
 *
 * @param group the ARN of the target group
 * @param id the target's id: an instance id or an IP address
 * @param port the target's port
 */
public record Target(String group, String id, int port) {

	/**
	 * Return the name of the target group, which is unique within its account and Region.
	 * @return the name in the ARN, or all of the group where it is no ARN
	 */
	public String groupName() {
		String[] parts = this.group.split("/", -1);
		return (parts.length == 3) ? parts[1] : this.group;
	}

}
