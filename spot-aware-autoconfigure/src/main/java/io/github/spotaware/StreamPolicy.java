package io.github.spotaware;

import org.jspecify.annotations.Nullable;

/**
 * Decides how an open stream ends when the application leaves. Define a bean to add one:
 * the first, in their order, that says something counts. Without any, every stream is
 * {@linkplain Farewell#close() closed}.
 */
@FunctionalInterface
public interface StreamPolicy {

	/**
	 * Decide. Called once for a stream, when its turn to be closed has come, by any
	 * thread; must not block.
	 * @param stream the stream
	 * @return how it ends, or {@code null} to leave the decision to others
	 */
	@Nullable Farewell farewell(OpenStream stream);

}
