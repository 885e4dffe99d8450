package io.github.spotaware.registry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures how service registries learn of a drain.
 *
 * @param leave Whether to be OUT_OF_SERVICE in the service registries of Spring Cloud,
 * such as Eureka and Consul, while draining.
 */
@ConfigurationProperties("spot-aware.registry")
record RegistryProperties(@DefaultValue("true") boolean leave) {

	static final String LEAVE = "spot-aware.registry.leave";

}
