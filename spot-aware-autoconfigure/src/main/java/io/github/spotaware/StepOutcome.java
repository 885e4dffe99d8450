package io.github.spotaware;

import java.util.Locale;

/**
 * How a step of the drain ended.
 *
 * @param result the kind of end
 * @param detail what happened, in words, for the timeline
 */
public record StepOutcome(Result result, String detail) {

	/**
	 * Return the outcome of a step that did what it is for.
	 * @param detail what happened
	 * @return the outcome
	 */
	public static StepOutcome done(String detail) {
		return new StepOutcome(Result.DONE, detail);
	}

	/**
	 * Return the outcome of a step that had nothing to do.
	 * @param detail why
	 * @return the outcome
	 */
	public static StepOutcome skipped(String detail) {
		return new StepOutcome(Result.SKIPPED, detail);
	}

	/**
	 * Return the outcome of a step that could not do what it is for.
	 * @param detail why
	 * @return the outcome
	 */
	public static StepOutcome failed(String detail) {
		return new StepOutcome(Result.FAILED, detail);
	}

	/**
	 * The kinds of end.
	 */
	public enum Result {

		/**
		 * It did what it is for.
		 */
		DONE,

		/**
		 * It had nothing to do.
		 */
		SKIPPED,

		/**
		 * It could not do what it is for.
		 */
		FAILED,

		/**
		 * Its time was over before it ended.
		 */
		TIMED_OUT;

		/**
		 * Return the name users see.
		 * @return the name, such as {@code timed-out}
		 */
		public String id() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
