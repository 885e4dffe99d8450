package io.github.spotaware.test.imds;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

import io.github.spotaware.test.wire.Answer;
import io.github.spotaware.test.wire.Endpoint;
import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * Speaks version 2 of the metadata protocol.
 */
final class MetadataService {

	private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds";

	private static final String TOKEN = "X-aws-ec2-metadata-token";

	final Documents documents = new Documents();

	final Tokens tokens;

	final Faults faults = new Faults();

	final Endpoint endpoint;

	volatile boolean enabled = true;

	private final LongSupplier ticker;

	private final Queue<MetadataCall> calls = new ConcurrentLinkedQueue<>();

	MetadataService(Vertx vertx, LongSupplier ticker) {
		this.ticker = ticker;
		this.tokens = new Tokens(ticker);
		this.endpoint = Endpoint.listen(vertx, (request) -> handle(request));
	}

	List<MetadataCall> calls() {
		return List.copyOf(this.calls);
	}

	void clear() {
		this.faults.clear();
		this.tokens.refuse(false);
		this.enabled = true;
		this.calls.clear();
	}

	private void handle(HttpServerRequest request) {
		long arrived = this.ticker.getAsLong();
		String path = request.path();
		Fault fault = this.faults.next(path);
		Answer answer = Endpoint.choose(fault, () -> answer(request),
				(failure) -> text(failure.status(), failure.message()));
		int status = (answer != null) ? answer.status() : 0;
		this.calls.add(new MetadataCall(request.method().name(), path, status, arrived));
		this.endpoint.send(request, fault, answer);
	}

	private Answer answer(HttpServerRequest request) {
		if (!this.enabled) {
			return text(403, "Forbidden");
		}
		if (request.path().equals(MetadataPath.TOKEN)) {
			return token(request);
		}
		if (!request.method().equals(HttpMethod.GET)) {
			return text(405, "Method Not Allowed");
		}
		if (!this.tokens.valid(request.getHeader(TOKEN))) {
			return text(401, "Unauthorized");
		}
		String payload = this.documents.serve(request.path());
		return (payload != null) ? text(200, payload) : text(404, "Not Found");
	}

	private Answer token(HttpServerRequest request) {
		if (!request.method().equals(HttpMethod.PUT)) {
			return text(405, "Method Not Allowed");
		}
		if (request.headers().contains("X-Forwarded-For")) {
			return text(403, "Forbidden");
		}
		String ttl = request.getHeader(TTL);
		String token = this.tokens.issue(ttl);
		if (token == null) {
			return text(400, "Bad Request");
		}
		return new Answer(200, Map.of("Content-Type", "text/plain", TTL, String.valueOf(ttl)), token);
	}

	private static Answer text(int status, String body) {
		return Answer.of(status, "text/plain", body);
	}

}
