package io.github.spotaware.sample.drill;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the values that were given for options.
 */
final class OptionValues {

	private static final Pattern TIME = Pattern.compile("(-?\\d{1,6})(ms|s|m|)");

	private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)%?");

	private final Map<Option, String> values = new EnumMap<>(Option.class);

	OptionValues(List<String> arguments) {
		for (int i = 0; i < arguments.size(); i++) {
			String argument = arguments.get(i);
			int equals = argument.indexOf('=');
			Option option = Option.of((equals < 0) ? argument : argument.substring(0, equals));
			if (!option.takesValue() && equals >= 0) {
				throw new BadOptionException(
						"Option '%s' takes no value: give it alone, or leave it out".formatted(option.flag()));
			}
			if (!option.takesValue()) {
				this.values.put(option, "");
			}
			else if (equals >= 0) {
				this.values.put(option, argument.substring(equals + 1));
			}
			else if (++i < arguments.size()) {
				this.values.put(option, arguments.get(i));
			}
			else {
				throw new BadOptionException("Option '%s' needs a value".formatted(option.flag()));
			}
		}
	}

	/**
	 * Read a list with commas.
	 */
	<T> List<T> list(Option option, List<T> fallback, Function<String, @Nullable T> parser, String remedy) {
		String text = this.values.get(option);
		if (text == null) {
			return fallback;
		}
		List<T> all = new ArrayList<>();
		for (String part : text.split(",", -1)) {
			T one = parser.apply(part.strip());
			if (one == null) {
				throw bad(option, text, remedy);
			}
			all.add(one);
		}
		return all.stream().distinct().toList();
	}

	/**
	 * Use a value where none was given.
	 */
	void fallback(Option option, String value) {
		this.values.putIfAbsent(option, value);
	}

	/**
	 * Take a value out.
	 */
	void remove(Option option) {
		this.values.remove(option);
	}

	boolean has(Option option) {
		return this.values.containsKey(option);
	}

	@Nullable String text(Option option) {
		return this.values.get(option);
	}

	Duration time(Option option, Duration fallback, Duration least, Duration most) {
		String value = this.values.get(option);
		return (value != null) ? time(option, value, least, most) : fallback;
	}

	static Duration time(Option option, String value, Duration least, Duration most) {
		Matcher matcher = TIME.matcher(value);
		if (!matcher.matches()) {
			throw bad(option, value, "use seconds or a unit, as in '10', '10s', '500ms' or '2m'");
		}
		long amount = Long.parseLong(matcher.group(1));
		Duration time = switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(amount);
			case "m" -> Duration.ofMinutes(amount);
			default -> Duration.ofSeconds(amount);
		};
		if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
			throw bad(option, value, "use %d s to %d s".formatted(least.toSeconds(), most.toSeconds()));
		}
		return time;
	}

	@Nullable Path file(Option option) {
		String text = this.values.get(option);
		if (text == null) {
			return null;
		}
		Path file = Path.of(text).toAbsolutePath();
		Path directory = file.getParent();
		if (text.isBlank() || Files.isDirectory(file) || directory == null || !Files.isWritable(directory)
				|| (Files.exists(file) && !Files.isWritable(file))) {
			throw bad(option, text, "use a file that can be written, in a directory that can be");
		}
		return file;
	}

	@Nullable Path existingFile(Option option) {
		String text = this.values.get(option);
		if (text == null) {
			return null;
		}
		Path file = Path.of(text).toAbsolutePath();
		if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
			throw bad(option, text, Files.exists(file) ? "it cannot be read" : "there is no such file");
		}
		return file;
	}

	int number(Option option, int fallback, int least, int most) {
		String value = this.values.get(option);
		if (value == null) {
			return fallback;
		}
		int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
		if (number < least || number > most) {
			throw bad(option, value, "use a whole number from %d to %d".formatted(least, most));
		}
		return number;
	}

	long seed(Option option, long fallback) {
		String value = this.values.get(option);
		if (value == null) {
			return fallback;
		}
		if (!value.matches("-?\\d{1,18}")) {
			throw bad(option, value, "use a whole number");
		}
		return Long.parseLong(value);
	}

	double share(Option option, double fallback, double most) {
		String value = this.values.get(option);
		if (value == null) {
			return Math.min(fallback, most);
		}
		Matcher matcher = PERCENT.matcher(value);
		double share = matcher.matches() ? Double.parseDouble(matcher.group(1)) / 100 : 0;
		if (share <= 0 || share > most) {
			throw bad(option, value, "use a percentage above 0 and at most an equal share, %s%%"
				.formatted(BigDecimal.valueOf(most * 100).setScale(1, RoundingMode.DOWN).toPlainString()));
		}
		return share;
	}

	static BadOptionException bad(Option option, String remedy) {
		return new BadOptionException("Option '%s' cannot be given: %s".formatted(option.flag(), remedy));
	}

	static BadOptionException bad(Option option, String value, String remedy) {
		return new BadOptionException("Option '%s' cannot be '%s': %s".formatted(option.flag(), value, remedy));
	}

}
