package io.github.spotaware.diagnostics;

import io.github.spotaware.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains a property with a value with which the application must not start: the value
 * as it was written, where, what is wrong with it, and what to set instead. Comes before
 * Spring Boot's own analyzers, which would name the exception.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPropertyException> {

	private final Environment environment;

	InvalidPropertyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidPropertyException cause) {
		ConfigurationProperty written = find(cause.property());
		String description = "Property '%s' has an invalid value:%n%n    Property: %s%n    Value: \"%s\"%n    Origin: %s%n    Reason: %s"
			.formatted(cause.property(), cause.property(), (written != null) ? written.getValue() : cause.value(),
					(written != null) ? written.getOrigin() : "default value", cause.reason());
		return new FailureAnalysis(description, cause.remedy(), cause);
	}

	private @Nullable ConfigurationProperty find(String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty found = source.getConfigurationProperty(name);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

}
