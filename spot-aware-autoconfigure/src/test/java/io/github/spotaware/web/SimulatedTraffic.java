package io.github.spotaware.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.spotaware.DrainStep;
import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;

import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * What a web server tells of its requests, without the server.
 */
public final class SimulatedTraffic implements Traffic {

	private final WebTraffic traffic;

	private final CloseConnectionsStep step;

	private final ServletTrafficFilter filter;

	public SimulatedTraffic(Ticker ticker) {
		this.traffic = new WebTraffic(ticker, Duration.ofSeconds(10));
		this.step = new CloseConnectionsStep(this.traffic, new Http2Connections(), new KeptConnections(), true);
		this.filter = new ServletTrafficFilter(this.traffic, this.step, new DrainMark(),
				NotTraffic.of(new MockEnvironment(), "/", List.of("/ignored")));
	}

	/**
	 * Return the step that goes with it.
	 */
	public DrainStep step() {
		return this.step;
	}

	/**
	 * Send a request through the filter, which is answered at once.
	 * @param userAgent the caller's user agent, or {@code null}
	 */
	public void ask(String peer, String path, @Nullable String userAgent) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		request.setRemoteAddr(peer);
		if (userAgent != null) {
			request.addHeader("User-Agent", userAgent);
		}
		try {
			this.filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
		}
		catch (IOException | ServletException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Begin a request.
	 * @return what is to be given back when it ends
	 */
	public long begin(String peer) {
		return this.traffic.begin(peer);
	}

	public void end(long request) {
		this.traffic.end(request);
	}

	@Override
	public Snapshot snapshot() {
		return this.traffic.snapshot();
	}

}
