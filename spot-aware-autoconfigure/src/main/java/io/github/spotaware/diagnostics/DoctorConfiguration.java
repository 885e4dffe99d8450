package io.github.spotaware.diagnostics;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.spotaware.Finding;
import io.github.spotaware.FindingLog;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Configures Spot Aware alone. What shows, counts or holds up the work of an application
 * has nothing to find without one; a queue is not read, since what is taken from it is
 * gone.
 */
@Configuration(proxyBeanMethods = false)
@Import(DoctorConfiguration.Selector.class)
class DoctorConfiguration {

	/**
	 * What is printed has all that is found.
	 */
	@Bean
	FindingLog spotFindingLog() {
		return new SilentLog();
	}

	/**
	 * Says nothing.
	 */
	private static final class SilentLog implements FindingLog {

		@Override
		public void say(Finding finding, Runnable words) {
		}

		@Override
		public boolean withdraw(Finding finding) {
			return true;
		}

	}

	/**
	 * Selects the auto-configurations: ours, and those that they build on.
	 */
	static final class Selector extends AutoConfigurationImportSelector {

		private static final List<String> WANTED = List.of(
				"org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration",
				"org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration",
				"io.awspring.cloud.autoconfigure.core.", UnusedProperties.ROOT);

		private static final List<String> UNWANTED = List.of("actuate.", "background.", "diagnostics.", "metrics.",
				"sqs.", "streams.");

		@Override
		protected boolean isEnabled(AnnotationMetadata metadata) {
			return true;
		}

		@Override
		protected @Nullable AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
			return new AnnotationAttributes();
		}

		@Override
		protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
				@Nullable AnnotationAttributes attributes) {
			return ImportCandidates.load(AutoConfiguration.class, getBeanClassLoader())
				.getCandidates()
				.stream()
				.filter(Selector::wanted)
				.toList();
		}

		/**
		 * What the application excludes of all that is not here is no mistake.
		 */
		@Override
		protected Set<String> getExclusions(AnnotationMetadata metadata, @Nullable AnnotationAttributes attributes) {
			return getExcludeAutoConfigurationsProperty().stream().filter(Selector::wanted).collect(Collectors.toSet());
		}

		private static boolean wanted(String candidate) {
			return WANTED.stream().anyMatch(candidate::startsWith)
					&& UNWANTED.stream().noneMatch((feature) -> candidate.startsWith(UnusedProperties.ROOT + feature));
		}

	}

}
