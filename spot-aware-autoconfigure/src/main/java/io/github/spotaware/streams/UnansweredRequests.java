package io.github.spotaware.streams;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Answers asynchronous requests that Jetty's graceful shutdown did not live to see
 * answered with 503, and breaks off what was begun: Jetty itself completes them as they
 * are when it stops, with 200 and an empty body, or as if the body were complete.
 */
final class UnansweredRequests implements Filter, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(UnansweredRequests.class);

	private final Set<Unanswered> open = ConcurrentHashMap.newKeySet();

	private volatile boolean jetty;

	private volatile boolean running;

	@Override
	public void init(FilterConfig config) {
		String server = config.getServletContext().getServerInfo();
		this.jetty = server != null && server.startsWith("jetty");
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		chain.doFilter(request, response);
		if (this.jetty && request.isAsyncStarted() && request instanceof HttpServletRequest asked
				&& response instanceof HttpServletResponse answer) {
			watch(asked, answer);
		}
	}

	private void watch(HttpServletRequest request, HttpServletResponse response) {
		Unanswered unanswered = new Unanswered(request, response);
		this.open.add(unanswered);
		try {
			unanswered.async.addListener(new WhenComplete(() -> this.open.remove(unanswered)));
		}
		catch (IllegalStateException ex) {
			this.open.remove(unanswered); // complete already
		}
	}

	/**
	 * Return whether a request waits for its answer.
	 */
	boolean isWaiting() {
		return !this.open.isEmpty();
	}

	/**
	 * Return the phase behind the graceful shutdown, and before the server stops.
	 */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 1;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.open.forEach(Unanswered::refuse);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * A request whose answer is still to come.
	 */
	private static final class Unanswered {

		private final String name;

		private final HttpServletRequest request;

		private final HttpServletResponse response;

		private final AsyncContext async;

		private Unanswered(HttpServletRequest request, HttpServletResponse response) {
			this.name = request.getMethod() + " " + request.getRequestURI();
			this.request = request;
			this.response = response;
			this.async = request.getAsyncContext();
		}

		private void refuse() {
			try {
				if (!this.response.isCommitted()) {
					this.response.reset();
					this.response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
					this.response.setHeader("Connection", "close");
					this.response.setContentLength(0);
					this.response.flushBuffer();
					logger.warn(
							"'%s' was not answered by the end of graceful shutdown, and gets 503".formatted(this.name));
				}
				else {
					logger.warn(
							"The answer to '%s' was not complete by the end of graceful shutdown".formatted(this.name));
					tear();
				}
				this.async.complete();
			}
			catch (IOException | IllegalStateException ex) {
				logger.debug("'%s' was answered, or its caller is gone".formatted(this.name), ex);
			}
		}

		/**
		 * Break the answer off where its end would make it look complete. Events are
		 * complete one by one.
		 */
		private void tear() {
			String type = this.response.getContentType();
			if (type == null || !type.startsWith("text/event-stream")) {
				ServletContextRequest.getServletContextRequest(this.request)
					.getServletChannel()
					.abort(new IOException("Not complete by the end of graceful shutdown"));
			}
		}

	}

}
