package io.github.spotaware.sample.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the README shows the tests that are run.
 */
class ReadmeTests {

	private static final Path README = Path.of("..", "README.md");

	private static final Path SOURCES = Path.of("src", "test", "java", "io", "github", "spotaware", "sample", "shop");

	private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	@Test
	void exampleIsTheTestThatIsRun() throws IOException {
		String source = source("CheckoutSurvivesAnInterruptionTests");
		assertThat(blocks().get(0)).isEqualTo(source.substring(source.indexOf("import ")).replace("\t", "    "));
	}

	@Test
	void furtherBlocksAreOfTestsThatAreRun() throws IOException {
		List<String> blocks = blocks();
		assertThat(blocks).hasSize(3);
		assertThat(blocks.subList(1, 3))
			.allSatisfy((block) -> assertThat(flat(source("ShopOnFakeEc2Tests"))).contains(flat(block)));
	}

	private static List<String> blocks() throws IOException {
		String readme = read(README);
		int begin = readme.indexOf("\n## Test your application\n");
		Matcher matcher = BLOCK.matcher(readme.substring(begin, readme.indexOf("\n## ", begin + 1)));
		return matcher.results().map((result) -> result.group(1)).toList();
	}

	private static String source(String name) throws IOException {
		return read(SOURCES.resolve(name + ".java"));
	}

	private static String read(Path file) throws IOException {
		return Files.readString(file).replace("\r\n", "\n");
	}

	/**
	 * Leave indentation, line breaks and comments at the end of a line out of account.
	 */
	private static String flat(String code) {
		return Stream.of(code.split("\n"))
			.map((line) -> line.replaceAll(" // .*", "").strip())
			.filter((line) -> !line.isEmpty())
			.collect(Collectors.joining(" "));
	}

}
