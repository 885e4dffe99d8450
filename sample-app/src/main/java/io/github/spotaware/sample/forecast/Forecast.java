package io.github.spotaware.sample.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntToLongFunction;

/**
 * Adds up what all shops will sell, which takes hours. Can be stopped after every shop,
 * and goes on where it was saved, in this process or in another one that has the file.
 * Knows nothing of interruptions.
 */
final class Forecast implements AutoCloseable {

	private final int shops;

	private final IntToLongFunction shop;

	private final Path file;

	private final ExecutorService thread = Executors.newSingleThreadExecutor(Forecast::thread);

	private volatile boolean stopping;

	private volatile Future<?> computation = CompletableFuture.completedFuture(null);

	/**
	 * Create it.
	 * @param shops how many shops there are
	 * @param shop computes what one shop will sell, by its number
	 * @param file where it is saved
	 */
	Forecast(int shops, IntToLongFunction shop, Path file) {
		this.shops = shops;
		this.shop = shop;
		this.file = file;
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "forecast");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Return the folder it is saved in.
	 */
	Path folder() {
		return this.file.toAbsolutePath().resolveSibling("");
	}

	/**
	 * Begin, or go on.
	 */
	void start() {
		this.stopping = false;
		this.computation = this.thread.submit(this::compute);
	}

	/**
	 * Save it after the present shop.
	 * @param limit how long that may take
	 * @return whether it was saved
	 * @throws InterruptedException when the wait is over before
	 */
	boolean stop(Duration limit) throws InterruptedException {
		this.stopping = true;
		try {
			this.computation.get(limit.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The forecast has failed", ex.getCause());
		}
	}

	/**
	 * Return whether it is to stop.
	 */
	boolean stopping() {
		return this.stopping;
	}

	@Override
	public void close() {
		this.stopping = true;
		this.thread.shutdown();
	}

	private void compute() {
		Progress progress = progress();
		while (!this.stopping && progress.shops() < this.shops) {
			progress = progress.plus(this.shop.applyAsLong(progress.shops()));
		}
		save(progress);
	}

	/**
	 * Return how far it was when it was saved.
	 */
	Progress progress() {
		try {
			return Files.exists(this.file) ? Progress.parse(Files.readString(this.file)) : new Progress(0, 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Whoever reads it finds all of it: a process can end at any time.
	 */
	private void save(Progress progress) {
		try {
			Path written = Files.writeString(this.file.resolveSibling(this.file.getFileName() + ".new"),
					progress.toString());
			Files.move(written, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * How far it is.
	 *
	 * @param shops how many shops are added up
	 * @param sold what they will sell
	 */
	record Progress(int shops, long sold) {

		static Progress parse(String text) {
			int space = text.indexOf(' ');
			return new Progress(Integer.parseInt(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
		}

		Progress plus(long more) {
			return new Progress(this.shops + 1, this.sold + more);
		}

		@Override
		public String toString() {
			return this.shops + " " + this.sold;
		}

	}

}
