package io.github.spotaware.kubernetes;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import org.jspecify.annotations.Nullable;

/**
 * Hands what a watch says over to the thread that waits for it.
 *
 * @param <T> the type of the object
 */
final class WatchEvents<T> implements Watcher<T> {

	private final BlockingQueue<Event<T>> events = new LinkedBlockingQueue<>();

	@Override
	public void eventReceived(Action action, T object) {
		this.events.add(new Event<>(action, object));
	}

	@Override
	public void onClose() {
		this.events.add(new Event<>(null, null));
	}

	@Override
	public void onClose(WatcherException cause) {
		onClose();
	}

	/**
	 * Wait for what the watch says.
	 * @param limit the longest time to wait
	 * @return the event, or {@code null} when there was none
	 */
	@Nullable Event<T> next(Duration limit) throws InterruptedException {
		return this.events.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * What a watch says.
	 *
	 * @param action what happened, or {@code null} when the watch has ended
	 * @param object the object it happened to
	 */
	record Event<T>(@Nullable Action action, @Nullable T object) {
	}

}
