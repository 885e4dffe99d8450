package io.github.spotaware.ecs;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the answer to a question, so that it is asked again only where that may help.
 *
 * @param <T> the type of the description
 */
final class Asked<T> {

	/**
	 * A quarter of an hour of them, as they are asked ever less often.
	 */
	private static final int MOST = 20;

	private @Nullable Described<T> answer;

	private int times;

	/**
	 * Return whether it was asked in vain, and to ask again may help.
	 */
	boolean inVain() {
		Described<T> known = this.answer;
		return known != null && known.retryable() && this.times < MOST;
	}

	/**
	 * Return the answer that there is, unless another one may be had.
	 * @param question asks
	 * @return the answer
	 */
	Described<T> orAsk(Supplier<Described<T>> question) {
		Described<T> known = this.answer;
		if (known == null || inVain()) {
			known = question.get();
			this.answer = known;
			this.times++;
		}
		return known;
	}

}
