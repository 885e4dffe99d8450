package io.github.spotaware.web;

import java.util.Set;

import io.github.spotaware.traffic.OpenRequest;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Counts reactive requests from their arrival until they complete, fail or are cancelled,
 * and marks the context of those that arrive in a drain.
 */
final class ReactiveTrafficFilter implements WebFilter, Ordered {

	private static final Set<Integer> NO_BODY = Set.of(204, 205, 304);

	private final WebTraffic traffic;

	private final CloseConnectionsStep connections;

	private final DrainMark mark;

	private final NotTraffic notTraffic;

	private final ApplicationContext context;

	ReactiveTrafficFilter(WebTraffic traffic, CloseConnectionsStep connections, DrainMark mark, NotTraffic notTraffic,
			ApplicationContext context) {
		this.traffic = traffic;
		this.connections = connections;
		this.mark = mark;
		this.notTraffic = notTraffic;
		this.context = context;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (isOfAnotherServer(exchange)) {
			return chain.filter(exchange);
		}
		ServerHttpRequest request = exchange.getRequest();
		if (this.connections.closing() && NativeRequests.isHttp1(request) && !isWebSocketHandshake(request)) {
			exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
			exchange.getResponse().beforeCommit(() -> sendInChunks(exchange));
		}
		if (this.notTraffic.matches(request.getPath().pathWithinApplication().value(),
				request.getHeaders().getFirst(HttpHeaders.USER_AGENT))) {
			return chain.filter(exchange);
		}
		if (this.traffic.refuses()) {
			return refuse(exchange.getResponse());
		}
		Mono<Void> served = Mono.using(() -> begin(exchange), (open) -> chain.filter(exchange), OpenRequest::end);
		String state = this.mark.state();
		return (state != null) ? served.contextWrite((carried) -> carried.put(DrainMark.KEY, state)) : served;
	}

	/**
	 * Send a body of unknown length in chunks where it would end with the connection.
	 */
	private static Mono<Void> sendInChunks(ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		HttpStatusCode status = response.getStatusCode();
		boolean hasBody = !HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
				&& (status == null || !NO_BODY.contains(status.value()));
		if (hasBody && response.getHeaders().getContentLength() < 0) {
			NativeRequests.sendInChunks(exchange.getRequest(), response);
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

	private OpenRequest begin(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		ServerHttpResponse response = exchange.getResponse();
		OpenRequest open = this.traffic.open(this.traffic.begin(NativeRequests.peer(request)));
		response.beforeCommit(() -> {
			open.releaseEventStream(response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
			if (isWebSocketHandshake(request)) {
				open.release();
			}
			return Mono.empty();
		});
		return open;
	}

	/**
	 * A management server on a port of its own takes the filters of its parent context.
	 */
	private boolean isOfAnotherServer(ServerWebExchange exchange) {
		ApplicationContext context = exchange.getApplicationContext();
		return context != null && context != this.context;
	}

	private static boolean isWebSocketHandshake(ServerHttpRequest request) {
		return "websocket".equalsIgnoreCase(request.getHeaders().getFirst(HttpHeaders.UPGRADE));
	}

}
