package io.github.spotaware.background.sqs;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.awspring.cloud.sqs.listener.SqsMessageListenerContainer;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * What takes over: another instance of the application.
 */
final class SecondConsumer implements AutoCloseable {

	private final Queue<String> processed = new ConcurrentLinkedQueue<>();

	private final SqsMessageListenerContainer<Object> container;

	SecondConsumer(SqsAsyncClient client, String queue) {
		this.container = SqsMessageListenerContainer.builder()
			.sqsAsyncClient(client)
			.queueNames(queue)
			.messageListener((message) -> this.processed.add(message.getPayload().toString()))
			.configure((options) -> options.pollTimeout(Duration.ofSeconds(1)))
			.build();
		this.container.start();
	}

	Queue<String> processed() {
		return this.processed;
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
