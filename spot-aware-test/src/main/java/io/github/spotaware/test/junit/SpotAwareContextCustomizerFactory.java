package io.github.spotaware.test.junit;

import java.util.List;

import io.github.spotaware.test.environment.SpotSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Finds {@link SpotAwareTest} on a test class, its superclasses and the classes around
 * it.
 */
final class SpotAwareContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		SpotAwareTest annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass, SpotAwareTest.class);
		return (annotation != null) ? new SpotAwareContextCustomizer(settings(annotation)) : null;
	}

	private static SpotSettings settings(SpotAwareTest annotation) {
		return SpotSettings.defaults()
			.withNotice(DurationStyle.detectAndParse(annotation.notice()))
			.withNodes(annotation.nodes(), DurationStyle.detectAndParse(annotation.lag()))
			.withHealthCheck(annotation.healthCheck());
	}

}
