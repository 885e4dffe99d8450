package io.github.spotaware.background;

import java.time.Duration;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.util.StringUtils;

/**
 * A container of one of Spring's libraries, which share a life cycle. Two of them are
 * equal when they stand for the same one.
 *
 * @param <C> its type
 */
class SpringContainer<C extends SmartLifecycle> implements Container {

	/**
	 * By which the libraries name a listener that was given no id.
	 */
	private static final String GENERATED = "org.springframework.";

	private static final String INTEGRATION = "org.springframework.integration.";

	private final C container;

	private final String name;

	/**
	 * Stand for a container.
	 * @param container the container
	 * @param id its id, if it was given one
	 * @param sources what it listens to
	 */
	SpringContainer(C container, @Nullable String id, Collection<String> sources) {
		this.container = container;
		this.name = name(container, id, sources);
	}

	private static String name(SmartLifecycle container, @Nullable String id, Collection<String> sources) {
		if (StringUtils.hasText(id) && !id.startsWith(GENERATED)) {
			return id;
		}
		return sources.isEmpty() ? container.toString() : String.join(",", sources);
	}

	/**
	 * Return whether a listener is that of an endpoint of Spring Integration, by which
	 * its container is stopped.
	 */
	static boolean ofAnEndpoint(@Nullable Object listener) {
		return listener != null && listener.getClass().getName().startsWith(INTEGRATION);
	}

	C container() {
		return this.container;
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final boolean running() {
		return this.container.isRunning();
	}

	@Override
	public void stop(Duration limit, Runnable whenStopped) {
		this.container.stop(whenStopped);
	}

	@Override
	public void start() {
		this.container.start();
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		return other instanceof SpringContainer<?> same && same.container == this.container;
	}

	@Override
	public final int hashCode() {
		return System.identityHashCode(this.container);
	}

}
