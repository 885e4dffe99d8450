package io.github.spotaware.test.elb;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

import io.github.spotaware.test.wire.Answer;
import io.github.spotaware.test.wire.Endpoint;
import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the Query protocol for an account.
 */
final class ApiService {

	final Faults faults = new Faults();

	final Endpoint endpoint;

	private final Account account;

	private final LongSupplier ticker;

	private final Queue<ApiCall> calls = new ConcurrentLinkedQueue<>();

	ApiService(Vertx vertx, Account account, LongSupplier ticker) {
		this.account = account;
		this.ticker = ticker;
		this.endpoint = Endpoint.listen(vertx, (request) -> read(request));
	}

	List<ApiCall> calls() {
		return List.copyOf(this.calls);
	}

	void reset() {
		this.faults.clear();
		this.calls.clear();
	}

	private void read(HttpServerRequest request) {
		request.body().onSuccess((body) -> handle(request, Parameters.parse(body.toString())));
	}

	private void handle(HttpServerRequest request, Parameters parameters) {
		long arrived = this.ticker.getAsLong();
		Fault fault = this.faults.next(parameters.action());
		Outcome outcome = new Outcome(fault);
		Answer answer = Endpoint.choose(fault, () -> run(parameters, outcome),
				(failure) -> error(failure.status(), failure.code(), failure.message(), outcome));
		this.calls.add(new ApiCall(parameters.action(), parameters.withoutEnvelope(), outcome.text, arrived));
		this.endpoint.send(request, fault, answer);
	}

	private Answer run(Parameters parameters, Outcome outcome) {
		try {
			String xml = ApiAction.named(parameters.action()).run(this.account, parameters);
			outcome.text = "OK";
			return Answer.of(200, "text/xml", xml);
		}
		catch (ApiException ex) {
			return error(ex.status(), ex.code(), String.valueOf(ex.getMessage()), outcome);
		}
	}

	private static Answer error(int status, String code, String message, Outcome outcome) {
		outcome.text = code;
		return Answer.of(status, "text/xml", Xml.error(code, message));
	}

	/**
	 * Remembers how a call ended.
	 */
	private static final class Outcome {

		private String text;

		private Outcome(@Nullable Fault fault) {
			this.text = String.valueOf(fault);
		}

	}

}
