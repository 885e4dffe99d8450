package io.github.spotaware.web;

import io.github.spotaware.traffic.OpenRequest;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Counts reactive requests from their arrival until they complete, fail or are cancelled,
 * and marks the context of those that arrive in a drain. Stands before everything else
 * that handles a request, so that the answer to an error is counted, too.
 */
final class ReactiveTraffic implements HttpHandler {

	private final HttpHandler handler;

	private final WebTraffic traffic;

	private final CloseConnectionsStep connections;

	private final DrainMark mark;

	private final NotTraffic notTraffic;

	/**
	 * Create a handler that counts.
	 * @param handler handles the requests
	 * @param traffic counts them
	 * @param connections knows whether connections are to be closed
	 * @param mark knows whether there is a drain
	 * @param notTraffic tells what is not traffic, by paths with the base path of the
	 * application, and without a prefix that a proxy tells of
	 */
	ReactiveTraffic(HttpHandler handler, WebTraffic traffic, CloseConnectionsStep connections, DrainMark mark,
			NotTraffic notTraffic) {
		this.handler = handler;
		this.traffic = traffic;
		this.connections = connections;
		this.mark = mark;
		this.notTraffic = notTraffic;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		if (this.connections.closing() && NativeRequests.isHttp1(request) && !isWebSocketHandshake(request)) {
			response.getHeaders().set(HttpHeaders.CONNECTION, "close");
			response.beforeCommit(() -> sendInChunks(request, response));
		}
		if (NotTraffic.isHealthChecker(request.getHeaders().getFirst(HttpHeaders.USER_AGENT))
				|| this.notTraffic.matches(request.getPath().pathWithinApplication().value())) {
			return this.handler.handle(request, response);
		}
		if (this.traffic.refuses()) {
			return refuse(response);
		}
		Mono<Void> served = Mono.using(() -> begin(request), (open) -> serve(request, response, open),
				OpenRequest::end);
		String state = this.mark.state();
		return (state != null) ? served.contextWrite((carried) -> carried.put(DrainMark.KEY, state)) : served;
	}

	private OpenRequest begin(ServerHttpRequest request) {
		return this.traffic.open(this.traffic.begin(NativeRequests.peer(request)));
	}

	private Mono<Void> serve(ServerHttpRequest request, ServerHttpResponse response, OpenRequest open) {
		if (isWebSocketHandshake(request)) {
			response.beforeCommit(() -> Mono.fromRunnable(open::release));
		}
		return this.handler.handle(request, CountedResponse.of(response, open));
	}

	/**
	 * Send a body of unknown length in chunks where it would end with the connection.
	 */
	private static Mono<Void> sendInChunks(ServerHttpRequest request, ServerHttpResponse response) {
		if (!HttpMethod.HEAD.equals(request.getMethod()) && response.getHeaders().getContentLength() < 0) {
			NativeRequests.sendInChunks(request, response);
		}
		return Mono.empty();
	}

	/**
	 * Ask the caller to come back: somebody else will be there.
	 */
	private static Mono<Void> refuse(ServerHttpResponse response) {
		response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
		response.getHeaders().set(HttpHeaders.RETRY_AFTER, WebTraffic.RETRY_AFTER);
		response.getHeaders().setContentLength(0);
		return response.setComplete();
	}

	/**
	 * Return whether a request becomes a WebSocket session, which over HTTP/2 is asked
	 * for by a method of its own.
	 */
	private static boolean isWebSocketHandshake(ServerHttpRequest request) {
		return "websocket".equalsIgnoreCase(request.getHeaders().getFirst(HttpHeaders.UPGRADE))
				|| "CONNECT".equals(request.getMethod().name());
	}

}
