package io.github.spotaware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages that name tests name tests that there are.
 */
class DocumentedTestsTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern NAME = Pattern.compile("`(\\w+Tests)`");

	@ParameterizedTest
	@ValueSource(strings = { "node-termination-handler.md", "threat-model.md", "verified.md" })
	void everyTestThatAPageNamesExists(String page) throws IOException {
		String text = Files.readString(ROOT.resolve("docs").resolve(page));
		Set<String> named = NAME.matcher(text)
			.results()
			.map((MatchResult result) -> result.group(1))
			.collect(Collectors.toSet());
		assertThat(named).isNotEmpty().isSubsetOf(tests());
	}

	private static Set<String> tests() throws IOException {
		try (Stream<Path> modules = Files.list(ROOT)) {
			return modules.map((module) -> module.resolve("src/test/java"))
				.filter(Files::isDirectory)
				.flatMap(DocumentedTestsTests::files)
				.filter((name) -> name.endsWith("Tests.java"))
				.map((name) -> name.substring(0, name.length() - ".java".length()))
				.collect(Collectors.toSet());
		}
	}

	private static Stream<String> files(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.map((file) -> file.getFileName().toString()).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
