package io.github.spotaware.aws;

/**
 * Gives a client its Region, its credentials and whatever else users configured.
 *
 * @param <B> the type of the client's builder
 */
public interface ClientSetup<B> {

	/**
	 * Configure a client.
	 * @param builder the client's builder
	 * @param region the Region to call
	 */
	void configure(B builder, String region);

	/**
	 * Return whether the client may have got an HTTP client. A builder takes only one.
	 * @return whether to leave the HTTP client alone
	 */
	boolean bringsHttpClient();

}
