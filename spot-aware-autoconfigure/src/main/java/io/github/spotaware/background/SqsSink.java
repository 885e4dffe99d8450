package io.github.spotaware.background;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.awspring.cloud.sqs.listener.MessageProcessingContext;
import io.awspring.cloud.sqs.listener.interceptor.AsyncMessageInterceptor;
import io.awspring.cloud.sqs.listener.sink.MessageSink;
import io.awspring.cloud.sqs.listener.sink.adapter.AbstractDelegatingMessageListeningSinkAdapter;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Shows a {@link SqsListener} what a poll has brought, and when it is begun and finished.
 *
 * @param <T> the payload
 */
final class SqsSink<T> extends AbstractDelegatingMessageListeningSinkAdapter<T> {

	private final SqsListener listener;

	SqsSink(MessageSink<T> sink, SqsListener listener) {
		super(sink);
		this.listener = listener;
	}

	@Override
	public CompletableFuture<Void> emit(Collection<Message<T>> messages, MessageProcessingContext<T> context) {
		Map<Object, SqsMessage> batch = new ConcurrentHashMap<>();
		messages.forEach((message) -> batch.put(SqsMessage.key(message), new SqsMessage(message)));
		this.listener.hold(batch.values());
		if (this.listener.isOver()) {
			this.listener.release(batch.values());
			messages.forEach((message) -> context.runBackPressureReleaseCallback());
			return CompletableFuture.completedFuture(null);
		}
		return getDelegate().emit(messages, context.addInterceptor(new Watch(batch)))
			.whenComplete((result, failure) -> this.listener.release(batch.values()));
	}

	private final class Watch implements AsyncMessageInterceptor<T> {

		private final Map<Object, SqsMessage> batch;

		Watch(Map<Object, SqsMessage> batch) {
			this.batch = batch;
		}

		@Override
		public CompletableFuture<Message<T>> intercept(Message<T> message) {
			return begin(message) ? CompletableFuture.completedFuture(message) : SqsSink.this.listener.withhold();
		}

		@Override
		public CompletableFuture<Collection<Message<T>>> intercept(Collection<Message<T>> messages) {
			boolean all = messages.stream().map(this::begin).reduce(true, Boolean::logicalAnd);
			return all ? CompletableFuture.completedFuture(messages) : SqsSink.this.listener.withhold();
		}

		private boolean begin(Message<T> message) {
			SqsMessage known = this.batch.get(SqsMessage.key(message));
			return known == null || known.begin(SqsSink.this.listener.now());
		}

		@Override
		public CompletableFuture<Void> afterProcessing(Message<T> message, @Nullable Throwable failure) {
			finish(message);
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public CompletableFuture<Void> afterProcessing(Collection<Message<T>> messages, @Nullable Throwable failure) {
			messages.forEach(this::finish);
			return CompletableFuture.completedFuture(null);
		}

		private void finish(Message<T> message) {
			SqsMessage known = this.batch.get(SqsMessage.key(message));
			if (known != null) {
				known.finish();
			}
		}

	}

}
