package io.github.spotaware;

import java.util.Locale;

/**
 * Where the application stands. A pure function of the signals that stand, of the drain's
 * progress and of the time.
 */
public sealed interface SpotState {

	/**
	 * Return the name users see in the endpoint, in logs and as a tag.
	 * @return the name, such as {@code at-risk}
	 */
	default String id() {
		String name = getClass().getSimpleName();
		return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
	}

	/**
	 * Nothing is known against us.
	 */
	record Running() implements SpotState {
	}

	/**
	 * Something may end us; we serve as ever.
	 *
	 * @param reason what stands against us, in words
	 */
	record AtRisk(String reason) implements SpotState {
	}

	/**
	 * We refuse new callers, serve whatever still arrives, and wait until they have let
	 * go.
	 *
	 * @param cause why
	 * @param deadline when all is over
	 */
	record Draining(NoticeCause cause, Deadline deadline) implements SpotState {
	}

	/**
	 * Our callers have let go, or the time for it is over. The application may end.
	 *
	 * @param cause why
	 * @param deadline when all is over
	 */
	record Drained(NoticeCause cause, Deadline deadline) implements SpotState {
	}

}
