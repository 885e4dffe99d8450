package io.github.spotaware.sample.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Writes and reads lines with commas, quoted as in
 * <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>.
 */
final class CsvLine {

	private CsvLine() {
	}

	static String of(List<String> fields) {
		return fields.stream().map(CsvLine::quoted).collect(Collectors.joining(","));
	}

	private static String quoted(String field) {
		boolean plain = field.indexOf(',') < 0 && field.indexOf('"') < 0;
		return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
	}

	/**
	 * Split a line.
	 * @return the fields, or {@code null} if a quote is not closed
	 */
	static @Nullable List<String> split(String line) {
		List<String> fields = new ArrayList<>();
		StringBuilder field = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < line.length(); i++) {
			char character = line.charAt(i);
			boolean doubled = quoted && character == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
			if (doubled) {
				field.append('"');
				i++;
			}
			else if (character == '"') {
				quoted = !quoted;
			}
			else if (character == ',' && !quoted) {
				fields.add(field.toString());
				field.setLength(0);
			}
			else {
				field.append(character);
			}
		}
		fields.add(field.toString());
		return quoted ? null : fields;
	}

}
