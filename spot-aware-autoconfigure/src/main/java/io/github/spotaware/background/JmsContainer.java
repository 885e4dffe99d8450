package io.github.spotaware.background;

import java.time.Duration;
import java.util.Collection;

import jakarta.jms.Session;

import org.springframework.jms.listener.AbstractMessageListenerContainer;

/**
 * A container of Spring JMS. A message that is received in the moment it stops is
 * rejected, and delivered to somebody else; where it was acknowledged as it was received
 * it would be lost, and so it is processed.
 */
final class JmsContainer extends SpringContainer<AbstractMessageListenerContainer> {

	private volatile boolean accepts;

	JmsContainer(AbstractMessageListenerContainer container, String id, Collection<String> destination) {
		super(container, id, destination);
		this.accepts = container.isAcceptMessagesWhileStopping();
	}

	@Override
	public void stop(Duration limit, Runnable whenStopped) {
		this.accepts = container().isAcceptMessagesWhileStopping();
		if (acknowledgesOnReceipt(container())) {
			container().setAcceptMessagesWhileStopping(true);
		}
		super.stop(limit, whenStopped);
	}

	private static boolean acknowledgesOnReceipt(AbstractMessageListenerContainer container) {
		return !container.isSessionTransacted() && container.getSessionAcknowledgeMode() != Session.CLIENT_ACKNOWLEDGE;
	}

	/**
	 * A container that still accepted messages would wait without end for a listener that
	 * hangs when the application context closes.
	 */
	@Override
	public void giveBack() {
		container().setAcceptMessagesWhileStopping(this.accepts);
	}

	@Override
	public void start() {
		container().setAcceptMessagesWhileStopping(this.accepts);
		super.start();
	}

}
