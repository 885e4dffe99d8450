package io.github.spotaware.test.junit;

import io.github.spotaware.test.environment.SpotEnvironmentInitializer;
import io.github.spotaware.test.environment.SpotSettings;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Puts an application context on a fake EC2. Test classes with equal settings may share a
 * context.
 *
 * @param settings what the fake is like
 */
record SpotAwareContextCustomizer(SpotSettings settings) implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		new SpotEnvironmentInitializer(this.settings).initialize(context);
	}

}
