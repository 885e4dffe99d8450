package io.github.spotaware.registry;

import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.serviceregistry.Registration;

/**
 * What an application is registered as in a {@link FakeRegistry}.
 *
 * @param instanceId the id of the instance, where there is one
 */
record FakeRegistration(@Nullable String instanceId) implements Registration {

	@Override
	public @Nullable String getInstanceId() {
		return this.instanceId;
	}

	@Override
	public String getServiceId() {
		return "shop";
	}

	@Override
	public String getHost() {
		return "127.0.0.1";
	}

	@Override
	public int getPort() {
		return 8080;
	}

	@Override
	public boolean isSecure() {
		return false;
	}

	@Override
	public URI getUri() {
		return URI.create("http://127.0.0.1:8080");
	}

	@Override
	public Map<String, String> getMetadata() {
		return Map.of();
	}

}
