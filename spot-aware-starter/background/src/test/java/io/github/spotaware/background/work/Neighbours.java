package io.github.spotaware.background.work;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Selects what an application with one kind of job or listener would have on its class
 * path: here there are all of them.
 */
abstract class Neighbours extends AutoConfigurationImportSelector {

	private static final List<String> LIBRARIES = List.of("io.awspring.", ".amqp.", ".artemis.", ".batch.",
			".integration.", ".jdbc.", ".jms.", ".kafka.", ".quartz.", ".sql.", ".transaction.");

	private final List<String> own;

	Neighbours(String... own) {
		this.own = List.of(own);
	}

	@Override
	protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
			@Nullable AnnotationAttributes attributes) {
		return super.getCandidateConfigurations(metadata, attributes).stream().filter(this::wanted).toList();
	}

	private boolean wanted(String name) {
		return name.startsWith("io.github.spotaware.")
				|| LIBRARIES.stream().filter(name::contains).allMatch(this.own::contains);
	}

	@Override
	protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
		return new AnnotationAttributes(Map.of("exclude", new String[0], "excludeName", new String[0]));
	}

}
