package io.github.spotaware.web;

import java.io.IOException;

import io.github.spotaware.traffic.OpenRequest;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Counts servlet requests from their arrival until they are complete, asynchronous ones
 * too, and marks what is logged on the thread that takes one in a drain.
 * <p>
 * Looks at the innermost request, as the server received it: a filter that applies
 * forwarded headers may come first. Allocates nothing for a synchronous request.
 */
final class ServletTrafficFilter implements Filter {

	private final WebTraffic traffic;

	private final CloseConnectionsStep connections;

	private final DrainMark mark;

	private volatile NotTraffic notTraffic;

	ServletTrafficFilter(WebTraffic traffic, CloseConnectionsStep connections, DrainMark mark, NotTraffic notTraffic) {
		this.traffic = traffic;
		this.connections = connections;
		this.mark = mark;
		this.notTraffic = notTraffic;
	}

	@Override
	public void init(FilterConfig config) {
		this.notTraffic = this.notTraffic.under(config.getServletContext().getContextPath());
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (ServletRequests.innermost(request) instanceof HttpServletRequest received
				&& response instanceof HttpServletResponse answer) {
			doFilter(request, received, answer, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void doFilter(ServletRequest request, HttpServletRequest received, HttpServletResponse response,
			FilterChain chain) throws IOException, ServletException {
		HttpServletResponse answer = response;
		if (this.connections.closing() && ServletRequests.isHttp1(received)
				&& !ServletRequests.isWebSocketHandshake(received)) {
			answer = closing(received, answer);
		}
		if (ServletRequests.isHealthCheck(received) || this.notTraffic.matches(received.getRequestURI())) {
			chain.doFilter(request, answer);
			return;
		}
		if (this.traffic.refuses()) {
			refuse(answer);
			return;
		}
		long epoch = this.traffic.begin(ServletRequests.peer(received));
		boolean marked = this.mark.begin();
		boolean open = false;
		try {
			chain.doFilter(request, answer);
			open = request.isAsyncStarted();
		}
		finally {
			if (marked) {
				this.mark.end();
			}
			if (!open) {
				this.traffic.end(epoch);
			}
		}
		if (open) {
			endWhenComplete(request, answer, this.traffic.open(epoch));
		}
	}

	private static HttpServletResponse closing(HttpServletRequest request, HttpServletResponse response) {
		if (request.getProtocol().equals("HTTP/1.1") && !request.getMethod().equals("HEAD")) {
			return new ClosingResponse(response);
		}
		ClosingResponse.ask(response);
		return response;
	}

	/**
	 * Ask the caller to come back: somebody else will be there.
	 */
	private static void refuse(HttpServletResponse answer) {
		answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		answer.setHeader("Retry-After", WebTraffic.RETRY_AFTER);
		answer.setContentLength(0);
	}

	private static void endWhenComplete(ServletRequest request, ServletResponse response, OpenRequest open) {
		Completion completion = new Completion(open, response);
		completion.releaseEventStream();
		try {
			request.getAsyncContext().addListener(completion);
		}
		catch (IllegalStateException ex) {
			open.end(); // complete already
		}
	}

	/**
	 * Ends a request when the container has completed it, which it does after an error
	 * and a timeout as well. Starting anew drops listeners, and may begin a stream.
	 */
	private record Completion(OpenRequest open, ServletResponse response) implements AsyncListener {

		void releaseEventStream() {
			this.open.releaseEventStream(this.response.getContentType());
		}

		@Override
		public void onComplete(AsyncEvent event) {
			this.open.end();
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			releaseEventStream();
			event.getAsyncContext().addListener(this);
		}

		@Override
		public void onError(AsyncEvent event) {
		}

		@Override
		public void onTimeout(AsyncEvent event) {
		}

	}

}
