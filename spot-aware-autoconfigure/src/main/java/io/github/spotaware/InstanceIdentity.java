package io.github.spotaware;

import org.jspecify.annotations.Nullable;

/**
 * Says who we are on the platform, as far as the platform told.
 *
 * @param platform the platform
 * @param instanceId the EC2 instance id, such as {@code i-0123456789abcdef0}
 * @param privateIp the primary private IPv4 address
 * @param availabilityZone the Availability Zone, such as {@code eu-central-1a}
 * @param region the Region, such as {@code eu-central-1}
 * @param capacity how the instance was bought
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html">
 * Instance identity documents</a>
 */
public record InstanceIdentity(Platform platform, @Nullable String instanceId, @Nullable String privateIp,
		@Nullable String availabilityZone, @Nullable String region, Capacity capacity) {

	/**
	 * Return an identity of which nothing but the platform is known.
	 * @param platform the platform
	 * @return the identity
	 */
	public static InstanceIdentity unknown(Platform platform) {
		return new InstanceIdentity(platform, null, null, null, null, Capacity.UNKNOWN);
	}

}
