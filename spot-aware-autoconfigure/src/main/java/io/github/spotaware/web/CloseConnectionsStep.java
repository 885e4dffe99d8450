package io.github.spotaware.web;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;

/**
 * Tells the filters that a drain runs, so that each response over HTTP/1 asks its caller
 * to close the connection, and sends GOAWAY on connections over HTTP/2. Connections on
 * which nothing is asked are closed in the end, by {@link LastRequests}.
 * <p>
 * All responses do, those to health checks and probes too: a connection that is still
 * open when the web server stops is one over which a request can be lost, and a checker
 * that connects anew sees the truth of the moment. HTTP/2 forbids the header. The answer
 * to a WebSocket handshake keeps its own.
 */
final class CloseConnectionsStep implements DrainStep {

	private final WebTraffic traffic;

	private final Http2Connections http2;

	private final KeptConnections kept;

	private final boolean enabled;

	private volatile boolean closing;

	CloseConnectionsStep(WebTraffic traffic, Http2Connections http2, KeptConnections kept, boolean enabled) {
		this.traffic = traffic;
		this.http2 = http2;
		this.kept = kept;
		this.enabled = enabled;
	}

	@Override
	public String name() {
		return "close-connections";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.REFUSE;
	}

	@Override
	public StepOutcome drain(Drain drain) {
		this.traffic.draining(true);
		if (!this.enabled) {
			return StepOutcome.skipped("'spot-aware.drain.connection-close' is off");
		}
		this.closing = true;
		this.kept.remember();
		int told = this.http2.letGo();
		return StepOutcome.done("HTTP/1.1 responses carry 'Connection: close'"
				+ ((told > 0) ? ", GOAWAY to %d over HTTP/2".formatted(told) : ""));
	}

	@Override
	public void undo() {
		this.closing = false;
		this.kept.forget();
		this.http2.keep();
		this.traffic.draining(false);
	}

	/**
	 * Return whether responses are to carry the header now.
	 */
	boolean closing() {
		return this.closing;
	}

}
