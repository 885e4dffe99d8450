package io.github.spotaware.registry;

import io.github.spotaware.FindingLog;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.serviceregistry.Registration;
import org.springframework.cloud.client.serviceregistry.ServiceRegistry;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that leaves the service registries of Spring Cloud.
 */
@AutoConfiguration
@ConditionalOnClass(ServiceRegistry.class)
@EnableConfigurationProperties(RegistryProperties.class)
public final class RegistryAutoConfiguration {

	@Bean
	@ConditionalOnBooleanProperty(name = RegistryProperties.LEAVE, matchIfMissing = true)
	LeaveRegistries spotAwareLeaveRegistries(ObjectProvider<ServiceRegistry<?>> registries,
			ObjectProvider<Registration> registrations, ObjectProvider<FindingLog> log) {
		return new LeaveRegistries(
				() -> RegistryEntry.pair(registries.orderedStream().toList(), registrations.orderedStream().toList()),
				log.getIfUnique(() -> FindingLog.AT_ONCE));
	}

}
