package io.github.spotaware.test.wire;

/**
 * Stands for what is not built yet.
 */
public final class Pending {

	private Pending() {
	}

	/**
	 * Fails.
	 * @param <T> any type
	 * @return nothing
	 */
	@SuppressWarnings({ "DoNotCallSuggester", "TypeParameterUnusedInFormals" })
	public static <T> T value() {
		throw new UnsupportedOperationException("Not built yet");
	}

}
