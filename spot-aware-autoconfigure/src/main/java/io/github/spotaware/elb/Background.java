package io.github.spotaware.elb;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs what has to wait beside a drain, until the application context is closed.
 *
 * @param executor gives each task a thread
 * @param pause waits
 * @param backoff how long to wait
 */
record Background(Executor executor, Pause pause, Backoff backoff) {

	private static final Log logger = LogFactory.getLog(Background.class);

	/**
	 * Run a task.
	 * @param name what it does, in words
	 * @param task the task
	 * @param whenBroken what to do when it did not come to its end
	 */
	void run(String name, Task task, Runnable whenBroken) {
		this.executor.execute(() -> {
			try {
				task.run();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				whenBroken.run();
			}
			catch (RuntimeException | LinkageError ex) {
				logger.warn("Could not go on to %s".formatted(name), ex);
				whenBroken.run();
			}
		});
	}

	void await(Duration duration) throws InterruptedException {
		this.pause.pause(duration);
	}

	/**
	 * A task that may wait.
	 */
	@FunctionalInterface
	interface Task {

		void run() throws InterruptedException;

	}

}
