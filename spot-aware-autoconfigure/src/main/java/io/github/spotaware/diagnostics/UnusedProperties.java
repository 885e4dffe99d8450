package io.github.spotaware.diagnostics;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Binds what is configured where nothing uses it, so that a wrong value is found on a
 * laptop already.
 */
final class UnusedProperties {

	static final String ROOT = "io.github.spotaware.";

	/**
	 * By their names, since features do not know each other.
	 */
	static final List<String> TYPES = List.of("background.BackgroundProperties", "diagnostics.DoctorProperties",
			"diagnostics.TerminationLogProperties", "ecs.EcsProperties", "elb.ElbProperties", "imds.ImdsProperties",
			"kubernetes.KubernetesProperties", "lifecycle.SpotAwareProperties", "platform.PlatformProperties",
			"registry.RegistryProperties", "sqs.SqsProperties", "streams.StreamProperties", "web.WebProperties");

	/**
	 * Those that had to be right to get here.
	 */
	private static final Set<String> KNOWN = Set.of("enabled", "platform");

	private UnusedProperties() {
	}

	/**
	 * Check them.
	 * @throws org.springframework.boot.context.properties.bind.BindException when one
	 * cannot be used
	 */
	static void check(Environment environment, @Nullable ClassLoader classLoader) {
		Binder binder = Binder.get(environment);
		Map<String, Object> configured = binder.bind("spot-aware", Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of());
		if (KNOWN.containsAll(configured.keySet())) {
			return;
		}
		for (String name : TYPES) {
			Class<?> type = ClassUtils.resolveClassName(ROOT + name, classLoader);
			ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
			if (properties != null) {
				binder.bind(properties.value(), Bindable.of(type));
			}
		}
	}

}
