package io.github.spotaware.background;

import java.util.concurrent.CompletableFuture;

import io.awspring.cloud.sqs.listener.SqsHeaders;
import io.awspring.cloud.sqs.listener.Visibility;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * A message that was received from SQS. Nobody else sees it until it is given back, or
 * its visibility time-out is over.
 */
final class SqsMessage {

	private static final Log logger = LogFactory.getLog(SqsMessage.class);

	private final Message<?> message;

	private @Nullable Long begun;

	private boolean finished;

	private boolean givenBack;

	SqsMessage(Message<?> message) {
		this.message = message;
	}

	/**
	 * Return what a message is known by. Headers may be added on its way: the id stays.
	 */
	static Object key(Message<?> message) {
		Object id = message.getHeaders().getId();
		return (id != null) ? id : message;
	}

	/**
	 * Begin to process it.
	 * @param now the reading of the ticker
	 * @return whether to: not after it was given back
	 */
	synchronized boolean begin(long now) {
		if (this.givenBack) {
			return false;
		}
		this.begun = now;
		return true;
	}

	synchronized void finish() {
		this.finished = true;
	}

	synchronized boolean isFinished() {
		return this.finished;
	}

	/**
	 * Return when it was begun.
	 * @param now counts if it waits for its turn
	 */
	synchronized long since(long now) {
		return (this.begun != null) ? this.begun : now;
	}

	/**
	 * Let somebody else see it, unless it is finished. Does not wait.
	 */
	void giveBack() {
		synchronized (this) {
			if (this.finished || this.givenBack) {
				return;
			}
			this.givenBack = true;
		}
		Visibility visibility = this.message.getHeaders()
			.get(SqsHeaders.SQS_VISIBILITY_TIMEOUT_HEADER, Visibility.class);
		if (visibility != null) {
			CompletableFuture<Void> unused = visibility.changeToAsync(0).whenComplete(this::told);
		}
	}

	private void told(@Nullable Void nothing, @Nullable Throwable failure) {
		if (failure != null) {
			logger.warn("A message of queue '%s' could not be given back: nobody sees it until its visibility time-out"
				.formatted(this.message.getHeaders().get(SqsHeaders.SQS_QUEUE_NAME_HEADER)), failure);
		}
	}

}
