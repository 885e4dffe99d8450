package io.github.spotaware.actuate;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;

/**
 * Hides ids, ARNs and addresses from whom they are not to be shown, also where they occur
 * in a message. What is the same for everybody, such as the link-local address of the
 * metadata service, stays.
 *
 * @param shown whether nothing is hidden
 */
record Mask(boolean shown) {

	private static final String MASKED = SanitizableData.SANITIZED_VALUE;

	private static final Pattern SENSITIVE = Pattern.compile(
			// ARNs
			"\\barn:[\\w-]+:[^\\s'\",;)\\]}]*[^\\s'\",;:.)\\]}]"
					// ids of instances and network interfaces, hexadecimal after a prefix
					+ "|\\b(?:m?i|eni|subnet|vpc|sg|vol)-[0-9a-f]{8,17}\\b"
					// the account in the URL of a queue
					+ "|(?<=/)\\d{12}(?=/)"
					// host names made of an address
					+ "|\\bip-\\d+-\\d+-\\d+-\\d+[\\w.-]*"
					// IPv4, but not link-local
					+ "|\\b(?!169\\.254\\.)\\d{1,3}(?:\\.\\d{1,3}){3}\\b"
					// IPv6, with and without an omission
					+ "|(?<![\\w:.])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?!\\w|:\\w)"
					+ "|(?<![\\w:.])(?:HEX(?::HEX)*)?::(?:HEX(?::HEX)*)?(?!\\w|:\\w)".replace("HEX", "[0-9a-f]{1,4}"),
			Pattern.CASE_INSENSITIVE);

	/**
	 * Return a value that is an id, an ARN or an address.
	 */
	String value(String value) {
		return this.shown ? value : MASKED;
	}

	/**
	 * Return a value that is an id, an ARN or an address.
	 */
	@Nullable String valueOrNull(@Nullable String value) {
		return (value != null) ? value(value) : null;
	}

	/**
	 * Return a message that may contain some.
	 */
	String text(String text) {
		return this.shown ? text : SENSITIVE.matcher(text).replaceAll(MASKED);
	}

	/**
	 * Return a message that may contain some.
	 */
	@Nullable String textOrNull(@Nullable String text) {
		return (text != null) ? text(text) : null;
	}

}
