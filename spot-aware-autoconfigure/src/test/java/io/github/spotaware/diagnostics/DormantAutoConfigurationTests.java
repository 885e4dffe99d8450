package io.github.spotaware.diagnostics;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.spotaware.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DormantAutoConfiguration}.
 */
class DormantAutoConfigurationTests {

	private static final ClassLoader LOADER = DormantAutoConfigurationTests.class.getClassLoader();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DormantAutoConfiguration.class));

	@Test
	void contextWhenNothingIsConfiguredStarts() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(NothingToDo.class));
	}

	@Test
	void contextWhenValuesAreRightStarts() {
		this.runner
			.withPropertyValues("spot-aware.drain.quiet-period=2s", "spot-aware.drain.ignored-paths=/internal/**",
					"spot-aware.elb.target-id=i-0123456789abcdef0", "spot-aware.kubernetes.watch-node=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "spot-aware.drain.quiet-period=1h", "spot-aware.drain.ignored-paths=internal",
			"spot-aware.elb.target-group-arns=my-group", "spot-aware.imds.poll-interval=-1s" })
	void contextWhenAValueIsWrongDoesNotStart(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class,
						(failure) -> assertThat(property).startsWith(failure.property())));
	}

	@Test
	void contextWhenATypeIsWrongDoesNotStart() {
		this.runner.withPropertyValues("spot-aware.drain.settle=soon")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("Failed to bind properties under 'spot-aware.drain.settle'"));
	}

	@Test
	void typesAreAllThatUsersConfigure() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		Set<String> names = scanner.findCandidateComponents("io.github.spotaware")
			.stream()
			.map((definition) -> Objects.requireNonNull(definition.getBeanClassName()))
			.filter(DormantAutoConfigurationTests::isOurs)
			.map((name) -> name.substring(UnusedProperties.ROOT.length()))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(names).containsExactlyElementsOf(UnusedProperties.TYPES);
	}

	private static boolean isOurs(String name) {
		ConfigurationProperties properties = ClassUtils.resolveClassName(name, LOADER)
			.getAnnotation(ConfigurationProperties.class);
		return properties != null && properties.value().startsWith("spot-aware");
	}

}
