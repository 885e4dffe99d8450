package io.github.spotaware;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Sees whether the application may run on a platform, before there is any bean. Where no
 * sign is seen, and no platform is configured, the application is plain Spring Boot: a
 * {@link PlatformProbe} needs a sign beside it.
 * <p>
 * Registered by its name in {@code META-INF/spring.factories}; needs a constructor
 * without parameters.
 */
@FunctionalInterface
public interface PlatformSign {

	/**
	 * Look for a sign that costs nothing: an environment variable, a small local file. No
	 * network.
	 * @param environment gives environment variables and properties by their names,
	 * {@code null} for what is not set
	 * @return whether a sign was seen
	 */
	boolean seen(Function<String, @Nullable String> environment);

	/**
	 * Return what keeps a platform from being seen that is there: a setting that forbids
	 * to look. Asked where no sign is seen, to be said aloud.
	 * @param environment gives environment variables and properties by their names,
	 * {@code null} for what is not set
	 * @return what it is and what to do, in words without a full stop, or {@code null}
	 * when there is nothing of that kind
	 */
	default @Nullable String withheld(Function<String, @Nullable String> environment) {
		return null;
	}

}
