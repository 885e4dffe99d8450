package io.github.spotaware.grpc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.spotaware.StreamRegister;
import io.github.spotaware.Ticker;
import io.grpc.Server;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * Ends what is still open when the servers stop after a drain, and bounds how long they
 * wait for it. They stop on the thread that closes the context, so that no time-out of a
 * phase does.
 * <p>
 * Depends on what stops the servers, and so comes before it in the same phase, which is
 * the first one.
 */
final class BoundedShutdown implements SmartLifecycle {

	/**
	 * The share of the time left that a phase before the web server's may take.
	 */
	private static final double SHARE = 0.4;

	private static final long LOOK_MILLIS = 20;

	private static final long LAST_WORDS_MILLIS = 100;

	private final CurrentDrain drain;

	private final GrpcServers servers;

	private final StreamingCalls calls;

	private final @Nullable StreamRegister register;

	private final Ticker ticker;

	private volatile boolean running;

	@SuppressWarnings("unused")
	BoundedShutdown(List<GrpcServerLifecycle> stopped, CurrentDrain drain, GrpcServers servers, StreamingCalls calls,
			@Nullable StreamRegister register, Ticker ticker) {
		this.drain = drain;
		this.servers = servers;
		this.calls = calls;
		this.register = register;
		this.ticker = ticker;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		Duration left = this.drain.left();
		if (left == null) {
			return;
		}
		this.calls.endIgnored();
		tellRest();
		long end = this.ticker.nanos() + (long) (left.toNanos() * SHARE);
		Thread thread = new Thread(() -> watch(end), "spot-aware-grpc-shutdown");
		thread.setDaemon(true);
		thread.start();
	}

	private void tellRest() {
		if (this.register == null) {
			return;
		}
		try {
			this.register.closeRest().get(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// They are ended in the end.
		}
	}

	/**
	 * Watch the servers while somebody else waits for them.
	 */
	private void watch(long end) {
		try {
			while (!terminated(LOOK_MILLIS) && this.ticker.nanos() - end < 0) {
				this.calls.press();
			}
			this.calls.endAll();
			if (!terminated(LAST_WORDS_MILLIS)) {
				this.servers.all().forEach(Server::shutdownNow);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean terminated(long millis) throws InterruptedException {
		for (Server server : this.servers.all()) {
			if (!server.awaitTermination(millis, TimeUnit.MILLISECONDS)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
