package io.github.spotaware.ecs;

import java.util.Objects;

import io.github.spotaware.aws.UntoldException;
import org.jspecify.annotations.Nullable;

/**
 * What the ECS API answered: a description, or why there is none.
 *
 * @param value the description, {@code null} when there is none
 * @param problem why there is none, in words that begin with the name of the action
 * @param retryable whether to ask again may help
 * @param <T> the type of the description
 */
record Described<T>(@Nullable T value, String problem, boolean retryable) {

	static <T> Described<T> as(T value) {
		return new Described<>(value, "", false);
	}

	static <T> Described<T> not(String problem, boolean retryable) {
		return new Described<>(null, problem, retryable);
	}

	T orThrow() throws UntoldException {
		if (this.value == null) {
			throw new UntoldException(this.problem, this.retryable);
		}
		return Objects.requireNonNull(this.value);
	}

}
