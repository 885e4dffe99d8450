package io.github.spotaware;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Recognises one platform. Needs a {@link PlatformSign} beside it, without which there is
 * no bean to ask where the platform is not configured.
 */
public interface PlatformProbe {

	/**
	 * Return the platforms this probe tells apart.
	 * @return the platforms
	 */
	Set<Platform> platforms();

	/**
	 * Look for a sign that costs nothing: an environment variable, a small local file. No
	 * network.
	 * @return what was seen, in words, or {@code null} when nothing was
	 */
	@Nullable String sign();

	/**
	 * Ask the platform who we are. May call out for about a second; called off the main
	 * thread, after a sign was seen or the platform was configured, or from within a
	 * container to learn of the instance that it is on.
	 * @return who we are
	 * @throws UnsupportedOperationException when it must not be asked: it never will
	 * answer
	 * @throws Exception when the platform does not answer
	 */
	InstanceIdentity identify() throws Exception;

	/**
	 * Ask for what takes longer, such as APIs that have to be called. Called off the main
	 * thread, when the sources are at work already, and again with what is known by then
	 * while something is {@link #unanswered()}. What fails is a finding, and what is not
	 * known stays so.
	 * @param identity who we are, as far as it is known
	 * @return who we are
	 */
	default InstanceIdentity complete(InstanceIdentity identity) {
		return identity;
	}

	/**
	 * Return whether something that {@link #complete(InstanceIdentity)} asked has not
	 * answered, and may do so later. Asked between two calls of it, on the same thread;
	 * returns at once.
	 * @return whether to ask again
	 */
	default boolean unanswered() {
		return false;
	}

}
