package io.github.spotaware.test.imds;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the payload of every path.
 */
final class Documents {

	private static final String REGION = "us-east-1";

	private static final String AVAILABILITY_ZONE = REGION + "a";

	private static final String IDENTITY = """
			{
			  "accountId" : "123456789012",
			  "architecture" : "x86_64",
			  "availabilityZone" : "%s",
			  "imageId" : "ami-0123456789abcdef0",
			  "instanceId" : "%s",
			  "instanceType" : "m7i.large",
			  "pendingTime" : "2026-11-22T00:00:00Z",
			  "privateIp" : "%s",
			  "region" : "%s",
			  "version" : "2017-09-30"
			}""";

	private final Map<String, String> payloads = new ConcurrentHashMap<>();

	/**
	 * Goes back to what describes an instance; whoever asks meanwhile sees no gap.
	 */
	void describe(String id, String privateIp) {
		Map<String, String> own = Map.of(MetadataPath.INSTANCE_ID, id, MetadataPath.LOCAL_IPV4, privateIp,
				MetadataPath.AVAILABILITY_ZONE, AVAILABILITY_ZONE, MetadataPath.REGION, REGION, MetadataPath.LIFE_CYCLE,
				"spot", MetadataPath.MAINTENANCE, "[]", MetadataPath.IDENTITY_DOCUMENT,
				IDENTITY.formatted(AVAILABILITY_ZONE, id, privateIp, REGION));
		this.payloads.keySet().retainAll(own.keySet());
		this.payloads.putAll(own);
	}

	void put(String path, String payload) {
		this.payloads.put(path, payload);
	}

	void remove(String path) {
		this.payloads.remove(path);
	}

	@Nullable String serve(String path) {
		return this.payloads.get(path);
	}

}
