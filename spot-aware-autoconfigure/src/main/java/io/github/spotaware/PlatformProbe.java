package io.github.spotaware;

import org.jspecify.annotations.Nullable;

/**
 * Recognises one platform.
 */
public interface PlatformProbe {

	/**
	 * Return the platform this probe recognises.
	 * @return the platform
	 */
	Platform platform();

	/**
	 * Look for a sign that costs nothing: an environment variable, a small local file. No
	 * network.
	 * @return what was seen, in words, or {@code null} when nothing was
	 */
	@Nullable String sign();

	/**
	 * Ask the platform who we are. May call out for about a second; called off the main
	 * thread, after a sign was seen or the platform was configured.
	 * @return who we are
	 * @throws Exception when the platform does not answer
	 */
	InstanceIdentity identify() throws Exception;

}
