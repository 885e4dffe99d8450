package io.github.spotaware;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Takes in streams that stay open for as long as their callers want, and ends them in a
 * drain as the {@link StreamPolicy policies} say. Where streams are served there is a
 * bean of it, for servers that it does not know by itself. Safe for use by any thread.
 */
public interface StreamRegister {

	/**
	 * Take in a stream.
	 * @param stream what it is
	 * @param ending ends it when its turn comes
	 * @return what to run when it has ended, for whatever reason
	 */
	Runnable opened(OpenStream stream, Ending ending);

	/**
	 * Tell all that are still open to end: their server is about to stop. Does nothing
	 * without a drain. Does not wait.
	 * @return the end of the telling
	 */
	CompletableFuture<@Nullable Void> closeRest();

	/**
	 * Ends a stream.
	 */
	interface Ending {

		/**
		 * End, after what is just being handled. May block for as long as the caller is
		 * slow to read.
		 * @param farewell how
		 */
		void leave(Farewell farewell);

		/**
		 * Look again at what was told to end and has not yet.
		 */
		default void press() {
		}

		/**
		 * Forget that it was told to end.
		 */
		default void stay() {
		}

	}

}
