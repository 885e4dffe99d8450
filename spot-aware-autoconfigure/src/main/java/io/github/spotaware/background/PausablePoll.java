package io.github.spotaware.background;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.github.spotaware.Ticker;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Is around each poll, with what is done with the message on the same thread. Lets it
 * find no message while it is paused.
 */
final class PausablePoll implements MethodInterceptor {

	private final String name;

	private final Predicate<String> mayPoll;

	private final Ticker ticker;

	private final Map<Object, Work> running = new ConcurrentHashMap<>();

	PausablePoll(String name, Predicate<String> mayPoll, Ticker ticker) {
		this.name = name;
		this.mayPoll = mayPoll;
		this.ticker = ticker;
	}

	String name() {
		return this.name;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object poll = new Object();
		// Whoever pauses looks for running ones afterwards.
		this.running.put(poll, new Work(this.name, this.ticker.nanos()));
		try {
			return this.mayPoll.test(this.name) ? invocation.proceed() : null;
		}
		finally {
			this.running.remove(poll);
		}
	}

	Collection<Work> inHand() {
		return List.copyOf(this.running.values());
	}

}
