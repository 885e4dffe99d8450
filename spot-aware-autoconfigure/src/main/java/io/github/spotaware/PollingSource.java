package io.github.spotaware;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A source that has to ask. Asks on a thread of its own, {@code spot-aware-<name>}, at an
 * interval that jitter only shortens; after a failure the interval doubles up to ten
 * seconds.
 */
public abstract class PollingSource implements InterruptionSource {

	static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);

	private static final double JITTER = 0.2;

	private final String name;

	private final Duration interval;

	private final DoubleSupplier random;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private volatile @Nullable Thread thread;

	private int failures;

	/**
	 * Create a source.
	 * @param name the name users see
	 * @param interval the longest time between two questions while all is well
	 */
	protected PollingSource(String name, Duration interval) {
		this(name, interval, () -> ThreadLocalRandom.current().nextDouble());
	}

	PollingSource(String name, Duration interval, DoubleSupplier random) {
		this.name = name;
		this.interval = interval;
		this.random = random;
	}

	@Override
	public final String name() {
		return this.name;
	}

	/**
	 * Ask once. Called on the source's own thread.
	 * @return the signal that stands, or {@code null} when nothing does
	 * @throws Exception when the question could not be answered
	 */
	protected abstract @Nullable SpotSignal poll() throws Exception;

	@Override
	public final void start(Signals signals) {
		Thread poller = new Thread(() -> run(signals), "spot-aware-" + this.name);
		poller.setDaemon(true);
		this.thread = poller;
		poller.start();
	}

	@Override
	public void stop() {
		this.stopped.countDown();
		Thread poller = this.thread;
		if (poller != null) {
			poller.interrupt();
		}
	}

	private void run(Signals signals) {
		try {
			Duration wait = ask(signals);
			while (!this.stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
				wait = ask(signals);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Ask once, tell the answer, and return the time until the next question.
	 */
	final Duration ask(Signals signals) {
		try {
			SpotSignal signal = poll();
			this.failures = 0;
			if (signal != null) {
				signals.report(signal);
			}
			else {
				signals.withdraw();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Throwable ex) {
			this.failures = Math.min(this.failures + 1, 30);
			if (this.stopped.getCount() > 0) {
				signals.failed(ex);
			}
		}
		return nextInterval();
	}

	private Duration nextInterval() {
		long longest = Math.max(this.interval.toNanos(), LONGEST_INTERVAL.toNanos());
		double base = Math.min((double) longest, this.interval.toNanos() * Math.pow(2, this.failures));
		return Duration.ofNanos((long) (base * (1 - JITTER * this.random.getAsDouble())));
	}

}
