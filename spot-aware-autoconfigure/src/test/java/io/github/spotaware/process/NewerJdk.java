package io.github.spotaware.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A JDK that has virtual threads, which the one that runs the build may not have.
 */
final class NewerJdk {

	private static final String NAME = "SPOT_AWARE_JDK25";

	private static final int FIRST = 21;

	private NewerJdk() {
	}

	/**
	 * Return its directory. Without one the test is skipped, or fails with
	 * {@code -Dspot-aware.newer-jdk=required}.
	 */
	static Path require() throws IOException {
		String home = System.getProperty(NAME, System.getenv(NAME));
		Path found = (home != null) ? Path.of(home) : find();
		String message = "no JDK %d or later: name one by the environment variable '%s'".formatted(FIRST, NAME);
		if ("required".equals(System.getProperty("spot-aware.newer-jdk")) && found == null) {
			throw new AssertionError(message);
		}
		Assumptions.assumeTrue(found != null, message);
		return Objects.requireNonNull(found);
	}

	private static @Nullable Path find() throws IOException {
		if (Runtime.version().feature() >= FIRST) {
			return Path.of(System.getProperty("java.home"));
		}
		Path all = Path.of("/usr/lib/jvm");
		if (!Files.isDirectory(all)) {
			return null;
		}
		try (Stream<Path> homes = Files.list(all)) {
			return homes.filter((home) -> feature(home) >= FIRST).sorted().reduce((first, last) -> last).orElse(null);
		}
	}

	private static int feature(Path home) {
		Path release = home.resolve("release");
		if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
			return 0;
		}
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(release)) {
			properties.load(reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
		return Runtime.Version.parse(version.startsWith("1.") ? "8" : version).feature();
	}

}
