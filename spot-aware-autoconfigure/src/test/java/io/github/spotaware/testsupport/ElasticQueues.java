package io.github.spotaware.testsupport;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Queues of ElasticMQ, in this JVM. A message that was received and not deleted does not
 * come again.
 */
public final class ElasticQueues implements AutoCloseable {

	private static final int MOST_AT_ONCE = 10;

	private final SQSRestServer server = SQSRestServerBuilder.withDynamicPort().start();

	private final URI endpoint = URI
		.create("http://localhost:" + this.server.waitUntilStarted().localAddress().getPort());

	private final SqsAsyncClient client = SqsAsyncClient.builder()
		.endpointOverride(this.endpoint)
		.region(Region.EU_CENTRAL_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
		.build();

	/**
	 * Return the properties of an application that reads a queue.
	 */
	public String[] reading(String queue) {
		return new String[] { "spot-aware.sqs.queue=" + queue, "spring.cloud.aws.sqs.endpoint=" + this.endpoint,
				"spring.cloud.aws.region.static=eu-central-1", "spring.cloud.aws.credentials.access-key=test",
				"spring.cloud.aws.credentials.secret-key=test" };
	}

	/**
	 * Create a queue.
	 * @return its URL
	 */
	public String create(String name) {
		return this.client.createQueue(
				(request) -> request.queueName(name).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "3600")))
			.join()
			.queueUrl();
	}

	/**
	 * Send messages to a queue.
	 */
	public void send(String url, String... bodies) {
		send(url, List.of(bodies));
	}

	/**
	 * Send messages to a queue.
	 */
	public void send(String url, List<String> bodies) {
		for (String body : bodies) {
			this.client.sendMessage((request) -> request.queueUrl(url).messageBody(body)).join();
		}
	}

	/**
	 * Send many short messages to a queue.
	 */
	public void flood(String url, String body, int times) {
		for (int sent = 0; sent < times; sent += MOST_AT_ONCE) {
			List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
			for (int i = 0; i < Math.min(MOST_AT_ONCE, times - sent); i++) {
				entries.add(SendMessageBatchRequestEntry.builder().id("m" + i).messageBody(body).build());
			}
			this.client.sendMessageBatch((request) -> request.queueUrl(url).entries(entries)).join();
		}
	}

	/**
	 * Return how many messages are in a queue, received or not.
	 */
	public int left(String url) {
		Map<QueueAttributeName, String> attributes = this.client
			.getQueueAttributes((request) -> request.queueUrl(url)
				.attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
						QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
			.join()
			.attributes();
		return attributes.values().stream().mapToInt(Integer::parseInt).sum();
	}

	@Override
	public void close() {
		this.client.close();
		this.server.stopAndWait();
	}

}
