package io.github.spotaware.test.junit;

import io.github.spotaware.test.environment.SpotEnvironment;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Gives test methods the environment of their application.
 */
final class SpotEnvironmentParameterResolver implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == SpotEnvironment.class && !parameter.isAnnotated(Autowired.class);
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
