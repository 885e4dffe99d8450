package io.github.spotaware;

import java.util.Locale;

/**
 * Names what becomes of a message of the queue of events.
 */
public enum MessageUse {

	/**
	 * It is about us, and says something.
	 */
	ACCEPTED,

	/**
	 * It is about another instance or task.
	 */
	FOREIGN,

	/**
	 * It is about us, and says nothing that we have to act on.
	 */
	IRRELEVANT,

	/**
	 * It is about us, and so old, or of so late a time, that it cannot be meant.
	 */
	IMPLAUSIBLE,

	/**
	 * It cannot be read, or is of a kind that is not known.
	 */
	NOT_UNDERSTOOD;

	/**
	 * Return the name users see in the endpoint and as a tag.
	 * @return the name, such as {@code not-understood}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
