package io.github.spotaware.background.sqs;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Queues whose messages nobody else sees for five minutes after they were received: what
 * is processed earlier was not stuck.
 */
final class Queues implements AutoCloseable {

	private static final String VISIBILITY_SECONDS = "300";

	private final SQSRestServer server = SQSRestServerBuilder.withDynamicPort().start();

	private final URI endpoint = URI
		.create("http://localhost:" + this.server.waitUntilStarted().localAddress().getPort());

	private final SqsAsyncClient client = SqsAsyncClient.builder()
		.endpointOverride(this.endpoint)
		.region(Region.AP_NORTHEAST_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
		.build();

	SqsAsyncClient client() {
		return this.client;
	}

	/**
	 * Create a queue.
	 * @param name the name, which ends in {@code .fifo} for a FIFO queue
	 * @return arguments by which an application listens to it
	 */
	String[] create(String name) throws ExecutionException, InterruptedException {
		Map<QueueAttributeName, String> attributes = name.endsWith(".fifo")
				? Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, VISIBILITY_SECONDS, QueueAttributeName.FIFO_QUEUE,
						"true", QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true")
				: Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, VISIBILITY_SECONDS);
		this.client.createQueue((queue) -> queue.queueName(name).attributes(attributes)).get();
		return new String[] { "--shop.queue=" + name, "--spring.cloud.aws.endpoint=" + this.endpoint,
				"--spring.cloud.aws.region.static=ap-northeast-1", "--spring.cloud.aws.credentials.access-key=test",
				"--spring.cloud.aws.credentials.secret-key=test", "--server.port=0" };
	}

	void send(String queue, String body) throws ExecutionException, InterruptedException {
		String url = url(queue);
		this.client.sendMessage((message) -> {
			message.queueUrl(url).messageBody(body);
			if (queue.endsWith(".fifo")) {
				message.messageGroupId("group");
			}
		}).get();
	}

	/**
	 * Return how many messages somebody has received and not deleted.
	 */
	int invisible(String queue) {
		return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
	}

	int visible(String queue) {
		return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
	}

	private int count(String queue, QueueAttributeName attribute) {
		String url = url(queue);
		return Integer
			.parseInt(this.client.getQueueAttributes((request) -> request.queueUrl(url).attributeNames(attribute))
				.join()
				.attributes()
				.getOrDefault(attribute, "0"));
	}

	private String url(String queue) {
		return this.client.getQueueUrl((request) -> request.queueName(queue)).join().queueUrl();
	}

	@Override
	public void close() {
		this.client.close();
		this.server.stopAndWait();
	}

}
