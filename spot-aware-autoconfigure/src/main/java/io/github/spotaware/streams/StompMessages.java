package io.github.spotaware.streams;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.support.AbstractSubscribableChannel;
import org.springframework.messaging.support.ExecutorChannelInterceptor;

/**
 * Sees the STOMP messages of a session that other threads are handling: what it sent, and
 * what is on its way to it. An answer is on its way before what it answers is handled.
 * <p>
 * So is the next message of a session that has its messages handled one after another:
 * Spring sends it when one was handled, by an interceptor that it adds after this one,
 * and the last to be added hears of that first.
 */
final class StompMessages implements ExecutorChannelInterceptor {

	private final ServletWebSockets sockets;

	StompMessages(ServletWebSockets sockets) {
		this.sockets = sockets;
	}

	@Override
	public Message<?> preSend(Message<?> message, MessageChannel channel) {
		forEachHandler(message, channel, ServletWebSocket::begin);
		return message;
	}

	@Override
	public void afterSendCompletion(Message<?> message, MessageChannel channel, boolean sent, @Nullable Exception ex) {
		if (!sent && ex == null) {
			forEachHandler(message, channel, ServletWebSocket::end); // stopped by another
																		// interceptor
		}
	}

	@Override
	public void afterMessageHandled(Message<?> message, MessageChannel channel, MessageHandler handler,
			@Nullable Exception ex) {
		if (channel instanceof AbstractSubscribableChannel) {
			with(message, ServletWebSocket::end);
		}
	}

	private void forEachHandler(Message<?> message, MessageChannel channel, Consumer<ServletWebSocket> action) {
		int handlers = (channel instanceof AbstractSubscribableChannel known) ? known.getSubscribers().size() : 0;
		for (int i = 0; i < handlers; i++) {
			with(message, action);
		}
	}

	private void with(Message<?> message, Consumer<ServletWebSocket> action) {
		String id = SimpMessageHeaderAccessor.getSessionId(message.getHeaders());
		ServletWebSocket session = (id != null) ? this.sockets.session(id) : null;
		if (session != null) {
			action.accept(session);
		}
	}

}
