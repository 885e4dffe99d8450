package io.github.spotaware;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Says that a property has a value with which the application must not start. Reported at
 * start-up with the property, its value, the reason and the remedy.
 */
public final class InvalidPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * The full name of the property.
	 */
	private final String property;

	/**
	 * The value it has, as people write it.
	 */
	private final String value;

	/**
	 * Why the value is wrong.
	 */
	private final String reason;

	/**
	 * What to set instead.
	 */
	private final String remedy;

	/**
	 * Create an exception.
	 * @param property the full name of the property
	 * @param value the value it has
	 * @param reason why the value is wrong
	 * @param remedy what to set instead
	 */
	public InvalidPropertyException(String property, @Nullable Object value, String reason, String remedy) {
		super("'%s' has the value '%s': %s".formatted(property, written(value), reason));
		this.property = property;
		this.value = written(value);
		this.reason = reason;
		this.remedy = remedy;
	}

	/**
	 * Return a value as people write it in a configuration, for reasons that name other
	 * properties: a duration as {@code 90s}.
	 * @param value the value
	 * @return the text
	 */
	public static String written(@Nullable Object value) {
		return (value instanceof Duration duration) ? written(duration) : String.valueOf(value);
	}

	private static String written(Duration duration) {
		if (duration.toNanosPart() % 1_000_000 != 0) {
			return duration.toString();
		}
		if (duration.toMillisPart() != 0) {
			return duration.toMillis() + "ms";
		}
		long seconds = duration.toSeconds();
		if (seconds == 0 || seconds % 60 != 0) {
			return seconds + "s";
		}
		return (seconds % 3600 != 0) ? seconds / 60 + "m" : seconds / 3600 + "h";
	}

	/**
	 * Return the full name of the property.
	 * @return the name, such as {@code spot-aware.drain.settle}
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Return the value the property has.
	 * @return the value
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Return why the value is wrong.
	 * @return the reason
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return what to set instead.
	 * @return the remedy
	 */
	public String remedy() {
		return this.remedy;
	}

}
