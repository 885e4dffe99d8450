package io.github.spotaware.test.imds;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the payload of every path and when it was first served.
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

	private final LongSupplier ticker;

	private final Map<String, String> payloads = new ConcurrentHashMap<>();

	private final Map<String, Long> served = new ConcurrentHashMap<>();

	Documents(LongSupplier ticker) {
		this.ticker = ticker;
	}

	void describe(String id, String privateIp) {
		this.payloads.clear();
		this.served.clear();
		put(MetadataPath.INSTANCE_ID, id);
		put(MetadataPath.LOCAL_IPV4, privateIp);
		put(MetadataPath.AVAILABILITY_ZONE, AVAILABILITY_ZONE);
		put(MetadataPath.REGION, REGION);
		put(MetadataPath.LIFE_CYCLE, "spot");
		put(MetadataPath.MAINTENANCE, "[]");
		put(MetadataPath.IDENTITY_DOCUMENT, IDENTITY.formatted(AVAILABILITY_ZONE, id, privateIp, REGION));
	}

	void put(String path, String payload) {
		this.payloads.put(path, payload);
		this.served.remove(path);
	}

	void remove(String path) {
		this.payloads.remove(path);
		this.served.remove(path);
	}

	@Nullable String serve(String path) {
		String payload = this.payloads.get(path);
		if (payload != null) {
			this.served.putIfAbsent(path, this.ticker.getAsLong());
		}
		return payload;
	}

	@Nullable Long firstServed(String path) {
		return this.served.get(path);
	}

}
