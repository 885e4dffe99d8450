package io.github.spotaware.web;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the last requests end before a web server stops that has drained: what still comes
 * is answered with 503, and connections on which nobody asks are closed. A web server
 * that shuts down would end both without an answer, which a load balancer makes a 502 of.
 * <p>
 * Waits as long as its shutdown phase may take, on a thread of its own.
 */
final class LastRequests implements SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(LastRequests.class);

	private static final int PHASE = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;

	private static final long LOOK_MILLIS = 10;

	private final WebTraffic traffic;

	private final KeptConnections connections;

	private final Http2Connections http2;

	private final CountDownLatch over = new CountDownLatch(1);

	private volatile boolean running;

	LastRequests(WebTraffic traffic, KeptConnections connections, Http2Connections http2) {
		this.traffic = traffic;
		this.connections = connections;
		this.http2 = http2;
	}

	@Override
	public void start() {
		this.traffic.refusing(false);
		this.running = true;
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		if (!this.traffic.draining()) {
			callback.run();
			return;
		}
		this.traffic.refusing(true);
		Thread thread = new Thread(() -> end(callback), "spot-aware-last-requests");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	/**
	 * Close what is idle again and again: an answer that began before the drain has not
	 * asked its caller to.
	 */
	private void end(Runnable callback) {
		try {
			do {
				this.connections.closeIdle();
			}
			while (this.traffic.inFlight() > 0 && !this.over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
			this.http2.end();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			callback.run();
		}
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
		return PHASE;
	}

	/**
	 * Wait no longer, the phase is over, and say what was refused.
	 */
	@Override
	public void destroy() {
		this.over.countDown();
		long refused = this.traffic.refused();
		if (refused > 0) {
			logger.warn(
					"Requests that came when the drain was over and were answered 503: %d. Their callers had not let go"
						.formatted(refused));
		}
	}

}
