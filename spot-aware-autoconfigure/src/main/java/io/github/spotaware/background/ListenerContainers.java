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
import org.jspecify.annotations.Nullable;

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

	private volatile @Nullable Drain drain;

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
		this.drain = drain;
		List<String> paused = new ArrayList<>();
		for (Container container : this.lookUp.get()) {
			if (!this.kept.test(container.name()) && pause(container, drain)) {
				paused.add(container.name());
			}
		}
		return paused;
	}

	/**
	 * Pause one that runs, unless it is stopping already.
	 */
	private boolean pause(Container container, Drain during) {
		Stop stop = new Stop(this.ticker.nanos(), new CompletableFuture<>());
		boolean pauses = container.running() && this.stops.putIfAbsent(container, stop) == null;
		if (pauses) {
			this.threads.execute(() -> stop(container, stop, during));
		}
		return pauses;
	}

	private void stop(Container container, Stop stop, Drain during) {
		try {
			container.stop(during.remaining(), () -> stop.ended().complete(null));
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

	/**
	 * {@inheritDoc} One with a message in hand is started when that is done, unless there
	 * is another drain by then.
	 */
	@Override
	public void resume() {
		this.drain = null;
		this.stops.forEach((container, stop) -> {
			CompletableFuture<Void> unused = stop.ended().thenRunAsync(() -> startAgain(container, stop), this.threads);
		});
	}

	private void startAgain(Container container, Stop stop) {
		if (this.drain == null && this.stops.remove(container, stop)) {
			start(container);
			Drain another = this.drain;
			if (another != null) {
				pause(container, another); // it began meanwhile, and saw nothing run
			}
		}
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
