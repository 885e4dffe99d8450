package io.github.spotaware.test.junit;

import io.github.spotaware.test.environment.SpotEnvironment;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Gives test methods the environment of their application, where Spring does not.
 */
final class SpotEnvironmentParameterResolver implements ParameterResolver {

	private final ParameterResolver spring = new SpringExtension();

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == SpotEnvironment.class
				&& !this.spring.supportsParameter(parameter, context);
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		SpotEnvironment environment = SpringExtension.getApplicationContext(context)
			.getBeanProvider(SpotEnvironment.class)
			.getIfAvailable();
		if (environment == null) {
			throw new ParameterResolutionException(
					"The application context has no fake EC2: use @SpotAwareTest together with @SpringBootTest");
		}
		return environment;
	}

}
