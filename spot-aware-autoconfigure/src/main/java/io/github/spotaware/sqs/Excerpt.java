package io.github.spotaware.sqs;

import java.util.regex.Pattern;

/**
 * Makes what a message says fit for logs and findings: its text comes from whoever may
 * send, and could be long, or look like lines of the log.
 */
final class Excerpt {

	static final int LONGEST = 100;

	private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

	private Excerpt() {
	}

	/**
	 * Return the beginning of a text, in one line.
	 */
	static String of(String text) {
		String beginning = (text.length() <= LONGEST) ? text : text.substring(0, LONGEST) + "...";
		return NOT_IN_A_LINE.matcher(beginning).replaceAll(" ");
	}

	/**
	 * Return whether a text is in one line and not longer than it may be.
	 */
	static boolean isPlain(String text, int longest) {
		return text.length() <= longest && !NOT_IN_A_LINE.matcher(text).find();
	}

}
