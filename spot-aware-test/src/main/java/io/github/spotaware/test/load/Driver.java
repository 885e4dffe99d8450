package io.github.spotaware.test.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * Sends what is due, on one event loop.
 */
final class Driver {

	private final Vertx vertx;

	private final Plan plan;

	private final HttpClient shared;

	private final Map<String, HttpClient> callers = new HashMap<>();

	private final Tally tally = new Tally();

	private final CompletableFuture<LoadReport> finished = new CompletableFuture<>();

	private long startedAt;

	private long next;

	private volatile boolean stopped;

	Driver(Vertx vertx, Plan plan) {
		this.vertx = vertx;
		this.plan = plan;
		this.shared = client(new HttpClientOptions());
	}

	private HttpClient client(HttpClientOptions options) {
		return this.vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(10_000));
	}

	private HttpClient client(Destination destination) {
		String source = destination.source();
		return (source == null) ? this.shared : this.callers.computeIfAbsent(source,
				(address) -> client(new HttpClientOptions().setLocalAddress(address)));
	}

	Deployable deployable() {
		return (context) -> {
			this.startedAt = System.nanoTime();
			this.vertx.setPeriodic(1, this::tick);
			return Future.succeededFuture();
		};
	}

	void stop() {
		this.stopped = true;
	}

	/**
	 * Stops and releases who waits, whatever has no outcome yet.
	 */
	void abandon() {
		this.stopped = true;
		this.finished.complete(this.tally.report());
	}

	CompletableFuture<LoadReport> finished() {
		return this.finished;
	}

	LoadReport report() {
		return this.tally.report();
	}

	private void tick(long timer) {
		while (!this.stopped && this.plan.schedule().due(this.next, System.nanoTime() - this.startedAt)) {
			send(this.next++);
		}
		if (this.stopped || this.next >= this.plan.schedule().total()) {
			this.stopped = true;
			this.vertx.cancelTimer(timer);
			finishWhenSettled();
		}
	}

	private void send(long request) {
		long scheduled = this.startedAt + this.plan.schedule().offsetNanos(request);
		Destination destination = this.plan.destinations().next();
		Timeout timeout = new Timeout();
		Attempt attempt = new Attempt(this.tally, this.plan, destination.name(), scheduled, () -> {
			this.vertx.cancelTimer(timeout.timer);
			if (this.stopped) {
				finishWhenSettled();
			}
		});
		long left = this.plan.timeout().toNanos() - (System.nanoTime() - scheduled);
		timeout.timer = this.vertx.setTimer(Math.max(1, Duration.ofNanos(left).toMillis()), (id) -> attempt.timeOut());
		RequestOptions options = new RequestOptions().setHost(destination.uri().getHost())
			.setPort(destination.uri().getPort())
			.setConnectTimeout(this.plan.timeout().toMillis());
		attempt.send(client(destination), options, this.plan.question().of(request));
	}

	private void finishWhenSettled() {
		if (this.tally.settled()) {
			this.finished.complete(this.tally.report());
		}
	}

	/**
	 * Says what to send.
	 *
	 * @param schedule when
	 * @param destinations where
	 * @param question what is asked
	 * @param timeout how long an answer may take from its scheduled start
	 * @param expected which answer is expected
	 * @param trusted targets whose answers below 400 are taken for the expected one
	 */
	record Plan(Schedule schedule, Destinations destinations, Question question, Duration timeout,
			BiPredicate<Integer, String> expected, Set<String> trusted) {
	}

	/**
	 * Holds the timer of an attempt.
	 */
	private static final class Timeout {

		private long timer;

	}

}
