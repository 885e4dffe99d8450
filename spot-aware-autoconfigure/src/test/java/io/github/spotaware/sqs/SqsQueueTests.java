package io.github.spotaware.sqs;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Tag("sqs")
class SqsQueueTests {

	private final List<Integer> waits = new CopyOnWriteArrayList<>();

	private final SQSRestServer server = SQSRestServerBuilder.withDynamicPort().start();

	private final SqsAsyncClient client = SqsAsyncClient.builder()
		.endpointOverride(URI.create("http://localhost:" + this.server.waitUntilStarted().localAddress().getPort()))
		.region(Region.AP_NORTHEAST_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
		.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(new RecordWaits(this.waits)))
		.build();

	private final Ours ours = new Ours(Events.instance());

	@AfterEach
	void stop() {
		this.client.close();
		this.server.stopAndWait();
	}

	@Test
	void receiveReturnsBodiesAsTheyWereSent() throws Exception {
		String url = create("spot-" + Events.INSTANCE);
		String warning = Events.fixture("event-spot-interruption-warning");
		send(url, warning);
		SqsQueue queue = new SqsQueue("spot-{instance-id}", () -> this.client);
		List<Queue.Received> received = queue.receive(this.ours);
		assertThat(received).extracting(Queue.Received::body).containsExactly(warning);
		assertThat(received.get(0).id()).isNotEmpty();
		received.get(0).delete().run();
		await().until(() -> count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE) == 0);
		assertThat(count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isZero();
	}

	@Test
	void receiveWhenNotDeletedLeavesTheMessageInTheQueue() throws Exception {
		String url = create("events");
		send(url, "hello");
		assertThat(new SqsQueue(url, () -> this.client).receive(this.ours)).hasSize(1);
		assertThat(count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).isOne();
	}

	@Test
	void receiveWaitsForNothingUntilTheQueueHasAnswered() throws Exception {
		SqsQueue queue = new SqsQueue("events", () -> this.client);
		assertThatThrownBy(() -> queue.receive(this.ours)).isInstanceOf(IllegalStateException.class);
		String url = create("events");
		assertThat(queue.receive(this.ours)).isEmpty();
		send(url, "hello");
		assertThat(queue.receive(this.ours)).hasSize(1);
		assertThat(this.waits).containsExactly(0, 20);
	}

	@Test
	void receiveWhenQueueIsMissingSaysSoAndCreatesNone() throws Exception {
		SqsQueue queue = new SqsQueue("missing", () -> this.client);
		assertThatThrownBy(() -> queue.receive(this.ours)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("The queue 'missing' cannot be read")
			.hasMessageContaining("sqs:ReceiveMessage");
		assertThat(this.client.listQueues().get().queueUrls()).isEmpty();
		create("missing");
		send(this.client.getQueueUrl((request) -> request.queueName("missing")).get().queueUrl(), "hello");
		assertThat(queue.receive(this.ours)).hasSize(1);
	}

	@Test
	void receiveFindsAQueueByItsArn() throws Exception {
		String url = create("events");
		send(url, "hello");
		SqsQueue queue = new SqsQueue("arn:aws:sqs:ap-northeast-1:000000000000:events", () -> this.client);
		assertThat(queue.receive(this.ours)).hasSize(1);
		assertThatThrownBy(() -> new SqsQueue("arn:aws:sqs:events", () -> this.client).receive(this.ours))
			.hasMessage("'spot-aware.sqs.queue' is 'arn:aws:sqs:events', which is no ARN of a queue");
	}

	@Test
	void receiveWhenIdIsNotKnownSaysSo() {
		assertThatThrownBy(() -> new SqsQueue("spot-{task-id}", () -> this.client).receive(this.ours))
			.hasMessage("'spot-aware.sqs.queue' is 'spot-{task-id}', and the id is not known here");
		assertThat(new Ours(Events.task()).fillIn("spot-{task-id}")).isEqualTo("spot-0123456789abcdef0123456789abcdef");
	}

	private String create(String name) throws Exception {
		return this.client.createQueue((request) -> request.queueName(name)).get().queueUrl();
	}

	private void send(String url, String body) throws Exception {
		this.client.sendMessage((request) -> request.queueUrl(url).messageBody(body)).get();
	}

	private int count(String url, QueueAttributeName name) throws Exception {
		return Integer.parseInt(this.client.getQueueAttributes((request) -> request.queueUrl(url).attributeNames(name))
			.get()
			.attributes()
			.get(name));
	}

	/**
	 * Notes how long SQS is asked to wait for messages.
	 */
	private record RecordWaits(List<Integer> waits) implements ExecutionInterceptor {

		@Override
		public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
			if (context.request() instanceof ReceiveMessageRequest request) {
				this.waits.add(request.waitTimeSeconds());
			}
		}

	}

}
