package io.github.spotaware.elb;

import org.jspecify.annotations.Nullable;

/**
 * What the Elastic Load Balancing API answered: a value, or a problem.
 *
 * @param value the value, {@code null} when there is a problem
 * @param problem the problem, {@code null} when there is none
 * @param <T> the type of the value
 */
record Answer<T>(@Nullable T value, @Nullable Problem problem) {

	static <T> Answer<T> of(T value) {
		return new Answer<>(value, null);
	}

	static <T> Answer<T> of(Problem problem) {
		return new Answer<>(null, problem);
	}

}
