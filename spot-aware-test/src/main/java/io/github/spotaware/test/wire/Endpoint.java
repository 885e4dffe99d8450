package io.github.spotaware.test.wire;

import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Listens on a loopback port of its own, on an event loop of its own.
 */
public final class Endpoint implements AutoCloseable {

	private static final String HOST = "127.0.0.1";

	private final Vertx vertx;

	private final String deployment;

	private final URI uri;

	private Endpoint(Vertx vertx, String deployment, URI uri) {
		this.vertx = vertx;
		this.deployment = deployment;
		this.uri = uri;
	}

	/**
	 * Starts listening.
	 * @param vertx what serves
	 * @param handler what is called on the event loop
	 * @return the endpoint
	 */
	public static Endpoint listen(Vertx vertx, Handler<HttpServerRequest> handler) {
		return listen(vertx, handler, () -> {
		});
	}

	/**
	 * Starts listening.
	 * @param vertx what serves
	 * @param handler what is called on the event loop
	 * @param beside what runs once on the same event loop before the first request
	 * @return the endpoint
	 */
	public static Endpoint listen(Vertx vertx, Handler<HttpServerRequest> handler, Runnable beside) {
		HttpServerOptions options = new HttpServerOptions().setHandle100ContinueAutomatically(true);
		HttpServer server = vertx.createHttpServer(options).requestHandler(handler);
		Deployable listening = (context) -> {
			beside.run();
			return server.listen(0, HOST);
		};
		String deployment = Engine.await(vertx.deployVerticle(listening));
		return new Endpoint(vertx, deployment, URI.create("http://" + HOST + ":" + server.actualPort()));
	}

	/**
	 * Chooses what to answer, so that it can be recorded before it is sent.
	 * @param fault how to misbehave, or {@code null}
	 * @param ordinary gives the ordinary answer; called at once or not at all
	 * @param failure gives the answer to an injected failure
	 * @return the answer, or {@code null} if there is none
	 */
	public static @Nullable Answer choose(@Nullable Fault fault, Supplier<Answer> ordinary,
			Function<Fault.Failure, Answer> failure) {
		if (fault instanceof Fault.Hang || fault instanceof Fault.Reset) {
			return null;
		}
		if (fault instanceof Fault.Failure failed) {
			return failure.apply(failed);
		}
		if (fault instanceof Fault.Malformed malformed) {
			return Answer.of(200, "text/plain", malformed.body());
		}
		return ordinary.get();
	}

	/**
	 * Sends an answer, or misbehaves.
	 * @param request what to answer
	 * @param fault how to misbehave, or {@code null}
	 * @param answer the answer, or {@code null} if there is none
	 */
	public void send(HttpServerRequest request, @Nullable Fault fault, @Nullable Answer answer) {
		if (answer == null) {
			if (fault instanceof Fault.Reset) {
				Resets.reset(request.connection());
			}
		}
		else if (fault instanceof Fault.Slow slow) {
			this.vertx.setTimer(Math.max(1, slow.delay().toMillis()), (timer) -> send(request, answer));
		}
		else {
			send(request, answer);
		}
	}

	/**
	 * Returns where this endpoint listens.
	 * @return scheme, host and port
	 */
	public URI uri() {
		return this.uri;
	}

	@Override
	public void close() {
		Future<Void> undeployed = this.vertx.undeploy(this.deployment);
		Engine.await(undeployed.otherwiseEmpty());
	}

	private static void send(HttpServerRequest request, Answer answer) {
		request.response().setStatusCode(answer.status());
		answer.headers().forEach(request.response()::putHeader);
		request.response().end(answer.body());
	}

}
