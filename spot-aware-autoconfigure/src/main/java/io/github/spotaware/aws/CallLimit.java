package io.github.spotaware.aws;

import java.time.Duration;

import software.amazon.awssdk.awscore.AwsRequest;

/**
 * Limits what a call takes, its retries included, whoever has set up the client.
 */
public final class CallLimit {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private CallLimit() {
	}

	/**
	 * Limit a call.
	 * @param request the request to be made
	 * @param <B> the type of the request's builder
	 * @return the same
	 */
	public static <B extends AwsRequest.Builder> B on(B request) {
		request.overrideConfiguration((override) -> override.apiCallTimeout(LIMIT));
		return request;
	}

}
