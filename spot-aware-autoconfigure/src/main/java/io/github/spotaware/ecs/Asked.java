package io.github.spotaware.ecs;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the answer to a question, so that it is asked again only where that may help.
 *
 * @param <T> the type of the description
 */
final class Asked<T> {

	private @Nullable Described<T> answer;

	/**
	 * Return whether it was asked in vain, and to ask again may help.
	 */
	boolean inVain() {
		Described<T> known = this.answer;
		return known != null && known.retryable();
	}

	/**
	 * Return the answer that there is, unless another one may be had.
	 * @param question asks
	 * @return the answer
	 */
	Described<T> orAsk(Supplier<Described<T>> question) {
		Described<T> known = this.answer;
		if (known == null || known.retryable()) {
			known = question.get();
			this.answer = known;
		}
		return known;
	}

}
