package io.github.spotaware.sqs;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Reads a queue of SQS with the client that Spring Cloud AWS has set up. Its template
 * would do more than is wanted here: convert, create queues that are missing, and log an
 * error for each failure.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">
 * Amazon SQS API Reference</a>
 */
final class SqsQueue implements Queue {

	/**
	 * The longest that SQS allows.
	 */
	private static final Duration POLL = Duration.ofSeconds(20);

	private static final int MOST = 10;

	private static final Log logger = LogFactory.getLog(SqsQueue.class);

	private final String name;

	private final Supplier<SqsAsyncClient> client;

	private @Nullable String url;

	private boolean answered;

	SqsQueue(String name, Supplier<SqsAsyncClient> client) {
		this.name = name;
		this.client = client;
	}

	@Override
	public List<Received> receive(Ours ours) throws InterruptedException {
		String queue = ours.fillIn(this.name);
		try {
			SqsAsyncClient sqs = this.client.get();
			String known = url(queue, sqs);
			// Readiness waits for the first answer, and so the first question for
			// nothing.
			Duration wait = this.answered ? POLL : Duration.ZERO;
			List<Message> messages = sqs
				.receiveMessage((request) -> request.queueUrl(known)
					.maxNumberOfMessages(MOST)
					.waitTimeSeconds((int) wait.toSeconds()))
				.get()
				.messages();
			this.answered = true;
			return messages.stream().map((message) -> received(message, known, sqs)).toList();
		}
		catch (ExecutionException ex) {
			Throwable cause = Objects.requireNonNullElse(ex.getCause(), ex);
			throw new IllegalStateException(
					"The queue '%s' cannot be read: %s. Make sure that it is there, and allow sqs:GetQueueUrl, sqs:ReceiveMessage and sqs:DeleteMessage on it"
						.formatted(queue, cause.getMessage()),
					cause);
		}
	}

	private String url(String queue, SqsAsyncClient sqs) throws ExecutionException, InterruptedException {
		String known = this.url;
		if (known == null) {
			known = queue.startsWith("http") ? queue : lookUp(queue, sqs).get().queueUrl();
			this.url = known;
		}
		return known;
	}

	private static CompletableFuture<GetQueueUrlResponse> lookUp(String queue, SqsAsyncClient sqs) {
		if (!queue.startsWith("arn:")) {
			return sqs.getQueueUrl((request) -> request.queueName(queue));
		}
		String[] parts = queue.split(":", -1);
		if (parts.length != 6) {
			throw new IllegalStateException(
					"'%s' is '%s', which is no ARN of a queue".formatted(SqsProperties.QUEUE, queue));
		}
		return sqs.getQueueUrl((request) -> request.queueName(parts[5]).queueOwnerAWSAccountId(parts[4]));
	}

	private static Received received(Message message, String url, SqsAsyncClient sqs) {
		return new Received(message.messageId(), message.body(), () -> delete(message, url, sqs));
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private static void delete(Message message, String url, SqsAsyncClient sqs) {
		sqs.deleteMessage((request) -> request.queueUrl(url).receiptHandle(message.receiptHandle()))
			.whenComplete((nothing, ex) -> {
				if (ex != null) {
					logger.debug("Message '%s' was not deleted, and comes again".formatted(message.messageId()), ex);
				}
			});
	}

}
