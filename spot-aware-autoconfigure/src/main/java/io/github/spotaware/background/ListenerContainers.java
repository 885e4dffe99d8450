package io.github.spotaware.background;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.spotaware.Drain;
import io.github.spotaware.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Message listener containers of one library, which are stopped, and started again when
 * the drain is taken back. One that was not running is left alone. Each is stopped on a
 * thread of its own, since a broker may not answer.
 */
final class ListenerContainers implements Intake {

	private static final Log logger = LogFactory.getLog(ListenerContainers.class);

	private final String name;

	private final Supplier<? extends Collection<? extends Container>> lookUp;

	private final Predicate<String> kept;

	private final Ticker ticker;

	private final Executor threads;

	private final Map<Container, Stop> stops = new ConcurrentHashMap<>();

	/**
	 * Create them.
	 * @param name what kind they are
	 * @param lookUp returns those there are; equal ones stand for the same container
	 * @param kept which go on, by their names
	 * @param ticker a source of time
	 */
	ListenerContainers(String name, Supplier<? extends Collection<? extends Container>> lookUp, Predicate<String> kept,
			Ticker ticker) {
		this(name, lookUp, kept, ticker, (task) -> thread(name, task).start());
	}

	ListenerContainers(String name, Supplier<? extends Collection<? extends Container>> lookUp, Predicate<String> kept,
			Ticker ticker, Executor threads) {
		this.name = name;
		this.lookUp = lookUp;
		this.kept = kept;
		this.ticker = ticker;
		this.threads = threads;
	}

	private static Thread thread(String name, Runnable task) {
		Thread thread = new Thread(task, "spot-aware-" + name);
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Collection<String> pause(Drain drain) {
		List<String> paused = new ArrayList<>();
		for (Container container : this.lookUp.get()) {
			if (container.running() && !this.stops.containsKey(container) && !this.kept.test(container.name())) {
				Stop stop = new Stop(this.ticker.nanos(), new CompletableFuture<>());
				this.stops.put(container, stop);
				this.threads.execute(() -> stop(container, stop, drain));
				paused.add(container.name());
			}
		}
		return paused;
	}

	private void stop(Container container, Stop stop, Drain drain) {
		try {
			container.stop(drain.remaining(), () -> stop.ended().complete(null));
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("Listener '%s' could not be stopped: it may go on taking messages".formatted(container.name()),
					ex);
			stop.ended().complete(null);
		}
	}

	@Override
	public Collection<Work> inHand() {
		List<Work> works = new ArrayList<>();
		this.stops.forEach((container, stop) -> {
			if (!stop.ended().isDone()) {
				works.add(new Work(container.name(), stop.since()));
			}
		});
		return works;
	}

	@Override
	public void giveBack() {
		this.stops.forEach((container, stop) -> {
			if (!stop.ended().isDone()) {
				container.giveBack();
			}
		});
	}

	@Override
	public void resume() {
		List.copyOf(this.stops.entrySet()).forEach((entry) -> {
			Container container = entry.getKey();
			this.stops.remove(container);
			CompletableFuture<Void> unused = entry.getValue()
				.ended()
				.thenRunAsync(() -> start(container), this.threads);
		});
	}

	private void start(Container container) {
		try {
			container.start();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("Listener '%s' could not be started again after a drain that was taken back: start it yourself"
				.formatted(container.name()), ex);
		}
	}

	/**
	 * Stopping a container.
	 *
	 * @param since when that was begun
	 * @param ended is completed when no message is in hand any more
	 */
	private record Stop(long since, CompletableFuture<Void> ended) {
	}

}
