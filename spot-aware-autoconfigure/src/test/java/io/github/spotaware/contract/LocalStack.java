package io.github.spotaware.contract;

import java.net.URI;

import org.testcontainers.localstack.LocalStackContainer;

/**
 * LocalStack with its SQS, SNS and EventBridge, in a container that all tests share.
 *
 * @see <a href="https://docs.localstack.cloud/">LocalStack</a>
 */
public final class LocalStack {

	private LocalStack() {
	}

	/**
	 * Returns its address; the first who asks starts it.
	 * @return the address
	 */
	public static URI endpoint() {
		return Holder.ENDPOINT;
	}

	/**
	 * Starts it once.
	 */
	private static final class Holder {

		static final URI ENDPOINT = start();

		@SuppressWarnings("resource") // Testcontainers removes it when the JVM ends.
		private static URI start() {
			LocalStackContainer container = new LocalStackContainer(DockerEngine.image("localstack"))
				.withServices("sqs", "sns", "events");
			container.start();
			return container.getEndpoint();
		}

	}

}
