package io.github.spotaware.imds;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The instance identity document, as far as it matters here.
 *
 * @param instanceId the instance id
 * @param privateIp the primary private IPv4 address
 * @param availabilityZone the Availability Zone
 * @param region the Region
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html">
 * Instance identity documents</a>
 */
record IdentityDocument(@Nullable String instanceId, @Nullable String privateIp, @Nullable String availabilityZone,
		@Nullable String region) {

	static final String PATH = "/latest/dynamic/instance-identity/document";

	static IdentityDocument from(MetadataDocument document) {
		return new IdentityDocument(document.text("instanceId"), document.text("privateIp"),
				document.text("availabilityZone"), document.text("region"));
	}

	InstanceIdentity toIdentity(Capacity capacity) {
		return new InstanceIdentity(Platform.EC2, this.instanceId, this.privateIp, this.availabilityZone, this.region,
				capacity);
	}

}
