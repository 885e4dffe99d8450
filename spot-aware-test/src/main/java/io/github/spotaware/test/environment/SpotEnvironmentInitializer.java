package io.github.spotaware.test.environment;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts a fake EC2 for an application context and closes it with the context. What
 * {@code @SpotAwareTest} uses; of use by itself where an application is started by
 * something else, such as {@code @ContextConfiguration(initializers = ...)}.
 */
public final class SpotEnvironmentInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private final SpotSettings settings;

	/**
	 * Creates an initializer of an environment with default settings.
	 */
	public SpotEnvironmentInitializer() {
		this(SpotSettings.defaults());
	}

	/**
	 * Creates an initializer.
	 * @param settings what the environment is like
	 */
	public SpotEnvironmentInitializer(SpotSettings settings) {
		this.settings = settings;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		SpotEnvironment environment = SpotEnvironment.ec2(this.settings);
		environment.closesWithApplication();
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		sources.addFirst(new MapPropertySource("spotEnvironment", copy(environment.properties())));
		MapPropertySource defaults = new MapPropertySource("spotEnvironmentDefaults", copy(environment.defaults()));
		if (sources.contains(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
			// Above the application's own, below what the test says.
			sources.addBefore(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, defaults);
		}
		else {
			sources.addLast(defaults);
		}
		((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean("spotEnvironmentCloser",
				environment::close);
	}

	private static Map<String, Object> copy(Map<String, String> properties) {
		return new LinkedHashMap<>(properties);
	}

}
