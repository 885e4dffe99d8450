package io.github.spotaware.background;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.github.spotaware.Drain;
import io.github.spotaware.Ticker;
import org.aopalliance.aop.Advice;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.integration.endpoint.SourcePollingChannelAdapter;

/**
 * Pollers of Spring Integration that bring messages into a flow. They are not stopped: a
 * poller that is stopped interrupts what it has in hand. While paused their polls find no
 * message. What consumes from a channel within a flow goes on, and finishes what is
 * there.
 */
final class IntegrationPollers implements Intake {

	private static final Log logger = LogFactory.getLog(IntegrationPollers.class);

	private final Predicate<String> kept;

	private final Ticker ticker;

	private final Map<SourcePollingChannelAdapter, PausablePoll> polls = new ConcurrentHashMap<>();

	private volatile boolean paused;

	IntegrationPollers(Predicate<String> kept, Ticker ticker) {
		this.kept = kept;
		this.ticker = ticker;
	}

	/**
	 * Learn of a poller that has not started.
	 */
	void install(SourcePollingChannelAdapter poller) {
		String name = poller.getComponentName();
		PausablePoll poll = new PausablePoll((name != null) ? name : poller.toString(), this::mayPoll, this.ticker);
		if (this.polls.putIfAbsent(poller, poll) == null) {
			try {
				List<Advice> advices = new ArrayList<>();
				// The outermost: no transaction is begun while it is paused.
				advices.add(poll);
				advices.addAll(chosen(poller));
				poller.setAdviceChain(advices);
			}
			catch (BeansException ex) {
				this.polls.remove(poller);
				logger.warn("Poller '%s' goes on while draining: this version of Spring Integration is not known"
					.formatted(poll.name()), ex);
			}
		}
	}

	/**
	 * There is no getter.
	 */
	@SuppressWarnings("unchecked")
	private static Collection<Advice> chosen(SourcePollingChannelAdapter poller) {
		Object advices = new DirectFieldAccessor(poller).getPropertyValue("adviceChain");
		return (advices != null) ? (Collection<Advice>) advices : List.of();
	}

	private boolean mayPoll(String name) {
		return !this.paused || this.kept.test(name);
	}

	@Override
	public String name() {
		return "integration-pollers";
	}

	@Override
	public Collection<String> pause(Drain drain) {
		if (this.paused) {
			return List.of();
		}
		this.paused = true;
		List<String> names = new ArrayList<>();
		this.polls.forEach((poller, poll) -> {
			if (poller.isRunning() && !this.kept.test(poll.name())) {
				names.add(poll.name());
			}
		});
		return names;
	}

	@Override
	public Collection<Work> inHand() {
		List<Work> works = new ArrayList<>();
		for (PausablePoll poll : this.polls.values()) {
			if (!this.kept.test(poll.name())) {
				works.addAll(poll.inHand());
			}
		}
		return works;
	}

	@Override
	public void resume() {
		this.paused = false;
	}

}
