package io.github.spotaware.background;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.awspring.cloud.sqs.listener.ContainerOptions;
import io.awspring.cloud.sqs.listener.TaskExecutorAware;
import io.awspring.cloud.sqs.listener.acknowledgement.AcknowledgementCallback;
import io.awspring.cloud.sqs.listener.acknowledgement.AcknowledgementExecutor;
import io.awspring.cloud.sqs.listener.acknowledgement.AsyncAcknowledgementResultCallback;
import io.awspring.cloud.sqs.listener.acknowledgement.ExecutingAcknowledgementProcessor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskExecutor;
import org.springframework.messaging.Message;

/**
 * Knows which acknowledgements another processor has not sent. One that gathers them
 * sends them later, and a container that stops meanwhile may never send them: then
 * messages that were processed come again.
 *
 * @param <T> the payload
 */
final class SqsAcknowledgements<T> implements ExecutingAcknowledgementProcessor<T>, TaskExecutorAware {

	/**
	 * How many SQS takes in one call.
	 */
	private static final int BATCH = 10;

	private final ExecutingAcknowledgementProcessor<T> processor;

	private final Map<Object, Message<T>> unsent = new ConcurrentHashMap<>();

	private volatile @Nullable AcknowledgementExecutor<T> executor;

	SqsAcknowledgements(ExecutingAcknowledgementProcessor<T> processor) {
		this.processor = processor;
	}

	boolean isEmpty() {
		return this.unsent.isEmpty();
	}

	/**
	 * Send them now. Does not wait.
	 */
	void send() {
		AcknowledgementExecutor<T> sender = this.executor;
		List<Message<T>> messages = new ArrayList<>(this.unsent.values());
		for (int from = 0; sender != null && from < messages.size(); from += BATCH) {
			CompletableFuture<Void> unused = send(sender,
					messages.subList(from, Math.min(from + BATCH, messages.size())));
		}
	}

	private CompletableFuture<Void> send(AcknowledgementExecutor<T> sender, Collection<Message<T>> messages) {
		return sender.execute(messages)
			.whenComplete(
					(result, failure) -> messages.forEach((message) -> this.unsent.remove(SqsMessage.key(message))));
	}

	@Override
	public void setAcknowledgementExecutor(AcknowledgementExecutor<T> sender) {
		this.executor = sender;
		this.processor.setAcknowledgementExecutor((messages) -> send(sender, messages));
	}

	@Override
	public AcknowledgementCallback<T> getAcknowledgementCallback() {
		AcknowledgementCallback<T> callback = this.processor.getAcknowledgementCallback();
		return new AcknowledgementCallback<>() {

			@Override
			public CompletableFuture<Void> onAcknowledge(Message<T> message) {
				note(message);
				return callback.onAcknowledge(message);
			}

			@Override
			public CompletableFuture<Void> onAcknowledge(Collection<Message<T>> messages) {
				messages.forEach(SqsAcknowledgements.this::note);
				return callback.onAcknowledge(messages);
			}

		};
	}

	private void note(Message<T> message) {
		this.unsent.put(SqsMessage.key(message), message);
	}

	@Override
	public void setAcknowledgementResultCallback(AsyncAcknowledgementResultCallback<T> callback) {
		this.processor.setAcknowledgementResultCallback(callback);
	}

	@Override
	public void setTaskExecutor(TaskExecutor taskExecutor) {
		if (this.processor instanceof TaskExecutorAware aware) {
			aware.setTaskExecutor(taskExecutor);
		}
	}

	@Override
	public void configure(ContainerOptions<?, ?> options) {
		this.processor.configure(options);
	}

	@Override
	public void setId(String id) {
		this.processor.setId(id);
	}

	@Override
	public String getId() {
		return this.processor.getId();
	}

	@Override
	public void start() {
		this.processor.start();
	}

	@Override
	public void stop() {
		this.processor.stop();
	}

	@Override
	public boolean isRunning() {
		return this.processor.isRunning();
	}

}
