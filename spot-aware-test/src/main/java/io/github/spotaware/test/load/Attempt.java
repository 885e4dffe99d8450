package io.github.spotaware.test.load;

import java.net.ConnectException;

import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request once and finds its one outcome; runs on the event loop of its load.
 */
final class Attempt {

	private final Tally tally;

	private final Driver.Plan plan;

	private final String node;

	private final long scheduled;

	private final Runnable ended;

	private @Nullable HttpClientRequest request;

	private @Nullable String target;

	private boolean over;

	Attempt(Tally tally, Driver.Plan plan, String node, long scheduled, Runnable ended) {
		this.tally = tally;
		this.plan = plan;
		this.node = node;
		this.scheduled = scheduled;
		this.ended = ended;
	}

	void send(HttpClient client, RequestOptions options, Question question) {
		this.tally.sent();
		client.request(question.applyTo(options))
			.compose((connected) -> send(connected, question.body()))
			.onComplete(this::answered, this::unanswered);
	}

	void timeOut() {
		lost(LossKind.TIMED_OUT, (this.target != null) ? "incomplete" : "unanswered");
		if (this.request != null) {
			this.request.reset();
		}
	}

	private Future<HttpClientResponse> send(HttpClientRequest connected, @Nullable String body) {
		if (this.over) {
			connected.reset();
			return Future.failedFuture("Timed out before it could be sent");
		}
		this.request = connected;
		return (body != null) ? connected.send(body) : connected.send();
	}

	private void unanswered(Throwable cause) {
		if (cause instanceof ConnectTimeoutException) {
			lost(LossKind.TIMED_OUT, "unconnected");
		}
		else {
			lost((cause instanceof ConnectException) ? LossKind.REFUSED : LossKind.RESET,
					cause.getClass().getSimpleName());
		}
	}

	private void answered(HttpClientResponse response) {
		this.target = response.getHeader(ApplicationLoadBalancer.TARGET_HEADER);
		response.body()
			.onComplete((body) -> judge(response, body.toString()),
					(cause) -> lost(LossKind.TRUNCATED, cause.getClass().getSimpleName()));
	}

	private void judge(HttpClientResponse response, String body) {
		int status = response.statusCode();
		if (asExpected(status, body)) {
			end(() -> this.tally.complete(this.target, this.scheduled, System.nanoTime()));
		}
		else if (status >= 500) {
			String cause = response.getHeader(ApplicationLoadBalancer.CAUSE_HEADER);
			lost(LossKind.SERVER_ERROR, status + ((cause != null) ? " " + cause : ""));
		}
		else {
			lost(LossKind.WRONG_ANSWER, String.valueOf(status));
		}
	}

	private boolean asExpected(int status, String body) {
		try {
			boolean trusted = this.target != null && this.plan.trusted().contains(this.target);
			return trusted ? status < 400 : this.plan.expected().test(status, body);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private void lost(LossKind kind, String detail) {
		end(() -> this.tally.lost(new Loss(kind, detail, this.node, this.target, this.scheduled, System.nanoTime())));
	}

	private void end(Runnable outcome) {
		if (!this.over) {
			this.over = true;
			outcome.run();
			this.ended.run();
		}
	}

}
