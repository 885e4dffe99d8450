package io.github.spotaware;

import org.jspecify.annotations.Nullable;

/**
 * Says that a property has a value with which the application must not start. Reported at
 * start-up with the property, its value, the reason and the remedy.
 */
public final class InvalidPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final String value;

	private final String reason;

	private final String remedy;

	/**
	 * Create an exception.
	 * @param property the full name of the property
	 * @param value the value it has
	 * @param reason why the value is wrong
	 * @param remedy what to set instead
	 */
	public InvalidPropertyException(String property, @Nullable Object value, String reason, String remedy) {
		super("'%s' has the value '%s': %s".formatted(property, value, reason));
		this.property = property;
		this.value = String.valueOf(value);
		this.reason = reason;
		this.remedy = remedy;
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
