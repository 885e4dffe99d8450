package io.github.spotaware.sample.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds in the log of an instance when it was drained. The endpoint says so too, but an
 * instance may be gone a moment later.
 */
final class DrainedLine {

	private static final String TRANSITION = "draining -> drained";

	private DrainedLine() {
	}

	static @Nullable Instant find(Path log) {
		try (Stream<String> lines = Files.lines(log)) {
			String line = lines.filter((candidate) -> candidate.contains(TRANSITION)).findFirst().orElse(null);
			return (line != null) ? OffsetDateTime.parse(line.split(" ", 2)[0]).toInstant() : null;
		}
		catch (IOException | UncheckedIOException | DateTimeParseException ex) {
			return null;
		}
	}

}
