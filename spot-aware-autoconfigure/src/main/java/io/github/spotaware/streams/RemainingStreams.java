package io.github.spotaware.streams;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Closes what came after the drain, just before the web server shuts down gracefully: it
 * would wait for an open event stream.
 */
final class RemainingStreams implements SmartLifecycle {

	private final CloseStreamsStep step;

	private volatile boolean running;

	RemainingStreams(CloseStreamsStep step) {
		this.step = step;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		try {
			this.step.closeForGood().get(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// The server ends them.
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
