package io.github.spotaware.registry;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.spotaware.registry.StatusChange.Kind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.serviceregistry.Registration;
import org.springframework.cloud.client.serviceregistry.ServiceRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * This application as an entry of a service registry.
 *
 * @param registry the registry
 * @param registration what it is registered as
 */
record RegistryEntry(ServiceRegistry<Registration> registry, Registration registration) {

	static final String UP = "UP";

	static final String OUT_OF_SERVICE = "OUT_OF_SERVICE";

	private static final Log logger = LogFactory.getLog(RegistryEntry.class);

	/**
	 * Return the entries: of each registry those registrations that are of its kind.
	 */
	static List<RegistryEntry> pair(Collection<ServiceRegistry<?>> registries, Collection<Registration> registrations) {
		return registries.stream()
			.flatMap((registry) -> registrations.stream()
				.filter((registration) -> kind(registry).isInstance(registration))
				.map((registration) -> of(registry, registration)))
			.toList();
	}

	private static Class<?> kind(ServiceRegistry<?> registry) {
		return ResolvableType.forClass(ClassUtils.getUserClass(registry))
			.as(ServiceRegistry.class)
			.getGeneric()
			.resolve(Registration.class);
	}

	@SuppressWarnings("unchecked")
	private static RegistryEntry of(ServiceRegistry<?> registry, Registration registration) {
		return new RegistryEntry((ServiceRegistry<Registration>) registry, registration);
	}

	/**
	 * Return words for people, the same in every drain.
	 */
	String description() {
		String id = this.registration.getInstanceId();
		return "'%s' of %s".formatted((id != null) ? id : this.registration.getServiceId(),
				ClassUtils.getUserClass(this.registry).getSimpleName());
	}

	/**
	 * Set the status, unless it is that already, and look whether the opposite is over.
	 * (Eureka's registry does not look at the answer.) Blocks as long as the registry
	 * does.
	 */
	StatusChange change(String status, String opposite) {
		if (status.equals(status())) {
			return new StatusChange(Kind.UNCHANGED, status, "%s is '%s' already".formatted(description(), status));
		}
		try {
			this.registry.setStatus(this.registration, status);
		}
		catch (UnsupportedOperationException ex) {
			logger.debug("No status", ex);
			return new StatusChange(Kind.UNSUPPORTED, status,
					"%s cannot be set to '%s': the registry does not support it".formatted(description(), status));
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("Status not set", ex);
			return new StatusChange(Kind.FAILED, status,
					"%s could not be set to '%s': %s".formatted(description(), status, ex));
		}
		return opposite.equals(status())
				? new StatusChange(Kind.FAILED, status,
						"%s was set to '%s' but is still '%s'".formatted(description(), status, opposite))
				: new StatusChange(Kind.CHANGED, status, "%s is '%s'".formatted(description(), status));
	}

	/**
	 * Return what the registry says, or {@code null} where it does not. Eureka says it
	 * beside an override.
	 */
	@Nullable String status() {
		try {
			Object told = this.registry.getStatus(this.registration);
			Object status = (told instanceof Map<?, ?> map) ? map.get("status") : told;
			return (status != null) ? status.toString() : null;
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("Status of %s not told".formatted(description()), ex);
			return null;
		}
	}

}
