package io.github.spotaware.sample.process;

import java.io.File;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JavaCommand}.
 */
class JavaCommandTests {

	@Test
	void withWhenStartedFromTheJarStartsTheJar() {
		assertThat(new JavaCommand("java", "target/sample-app.jar", "Main").with(List.of("--instance")))
			.startsWith("java")
			.endsWith("-jar", "target/sample-app.jar", "--instance");
	}

	@Test
	void withWhenStartedFromClassesNamesTheMainClass() {
		String classPath = "target/classes" + File.pathSeparator + "spring.jar";
		assertThat(new JavaCommand("java", classPath, "Main").with(List.of("--instance"))).endsWith("-cp", classPath,
				"Main", "--instance");
	}

}
