package io.github.spotaware.test.alb;

import io.github.spotaware.test.elb.Target;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * Carries one request to a target and its answer back, in one attempt.
 */
final class Exchange {

	private final HttpServerRequest request;

	private final String node;

	private final Observations observations;

	private @Nullable Target target;

	Exchange(HttpServerRequest request, String node, Observations observations) {
		this.request = request;
		this.node = node;
		this.observations = observations;
	}

	void forward(HttpClient client, Target target, RequestOptions options) {
		this.target = target;
		this.request.pause();
		options.setMethod(this.request.method()).setURI(this.request.uri());
		client.request(options).compose(this::send).onComplete(this::relay, (cause) -> fail(Failure.of(cause)));
	}

	/**
	 * Answers as for a target where nothing listens.
	 */
	void refuse(Target target) {
		this.target = target;
		fail(Failure.REFUSED);
	}

	void fail(Failure failure) {
		this.observations.failed(failure.cause());
		HttpServerResponse response = this.request.response();
		if (response.closed()) {
			return;
		}
		this.request.resume();
		sign(response).putHeader(ApplicationLoadBalancer.CAUSE_HEADER, failure.cause())
			.setStatusCode(failure.status())
			.end();
	}

	private Future<HttpClientResponse> send(HttpClientRequest outgoing) {
		HopByHop.copy(this.request.headers(), outgoing.headers());
		addForwarded(outgoing.headers());
		this.request.response().closeHandler((closed) -> outgoing.reset());
		if (hasBody()) {
			return outgoing.send(this.request);
		}
		this.request.resume();
		return outgoing.send();
	}

	private void relay(HttpClientResponse incoming) {
		HttpServerResponse response = this.request.response();
		if (response.closed()) {
			return;
		}
		response.setStatusCode(incoming.statusCode()).setStatusMessage(incoming.statusMessage());
		HopByHop.copy(incoming.headers(), response.headers());
		boolean bodiless = incoming.statusCode() == 204 || incoming.statusCode() == 304;
		response.setChunked(!bodiless && !response.headers().contains(HttpHeaders.CONTENT_LENGTH));
		sign(response);
		if (response.isChunked()) {
			// A stream of events begins long before its first event.
			response.writeHead();
		}
		// What the target cuts off must reach the client cut off, never completed.
		incoming.pipe().endOnFailure(false).to(response).onFailure((cause) -> this.request.connection().close());
	}

	private HttpServerResponse sign(HttpServerResponse response) {
		if (this.target != null) {
			response.putHeader(ApplicationLoadBalancer.TARGET_HEADER, this.target.toString());
		}
		return response.putHeader(ApplicationLoadBalancer.NODE_HEADER, this.node);
	}

	private boolean hasBody() {
		MultiMap headers = this.request.headers();
		String length = headers.get(HttpHeaders.CONTENT_LENGTH);
		return headers.contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
	}

	private void addForwarded(MultiMap headers) {
		String client = this.request.remoteAddress().hostAddress();
		String before = headers.get("X-Forwarded-For");
		headers.set("X-Forwarded-For", (before != null) ? before + ", " + client : client);
		headers.set("X-Forwarded-Proto", "http");
		headers.set("X-Forwarded-Port", String.valueOf(this.request.localAddress().port()));
	}

}
