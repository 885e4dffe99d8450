package io.github.spotaware.test.ecs;

import java.net.URI;
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
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Plays the ECS API of one account in one Region, with one cluster called {@code demo},
 * on a loopback port, and the metadata endpoint of its tasks on another: <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html">Amazon ECS API
 * Reference</a>. Safe for use by several threads.
 */
public final class FakeEcs implements AutoCloseable {

	private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

	private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";

	private final EcsAccount account = new EcsAccount();

	private final EcsActions actions = new EcsActions(this.account);

	private final Faults faults = new Faults();

	private final Queue<EcsCall> calls = new ConcurrentLinkedQueue<>();

	private final LongSupplier ticker;

	private final Endpoint endpoint;

	private final MetadataEndpoint metadata;

	FakeEcs(Vertx vertx, LongSupplier ticker) {
		this.ticker = ticker;
		this.endpoint = Endpoint.listen(vertx, (request) -> read(request));
		this.metadata = new MetadataEndpoint(vertx, this.account);
	}

	/**
	 * Starts the API.
	 * @param vertx what serves it
	 * @return the API
	 */
	public static FakeEcs start(Vertx vertx) {
		return new FakeEcs(vertx, System::nanoTime);
	}

	/**
	 * Returns where the API listens.
	 * @return scheme, host and port
	 */
	public URI endpoint() {
		return this.endpoint.uri();
	}

	/**
	 * Returns the ARN of the cluster.
	 * @return the ARN
	 */
	public String clusterArn() {
		return EcsAccount.CLUSTER_ARN;
	}

	/**
	 * Creates a service, or changes it.
	 * @param service the settings
	 */
	public void createService(ServiceSettings service) {
		this.account.add(service);
	}

	/**
	 * Runs a task.
	 * @param settings the settings
	 * @return the task
	 */
	public synchronized FakeTask runTask(TaskSettings settings) {
		FakeTask task = new FakeTask(EcsAccount.taskArn(this.account.tasks() + 1), settings,
				this.metadata.endpoint.uri());
		this.account.add(task);
		return task;
	}

	/**
	 * Makes an action misbehave until the faults are cleared.
	 * @param action the action, or {@link Faults#ANY}
	 * @param fault how
	 */
	public void fail(String action, Fault fault) {
		fail(action, fault, Integer.MAX_VALUE);
	}

	/**
	 * Makes the next calls of an action misbehave.
	 * @param action the action, or {@link Faults#ANY}
	 * @param fault how
	 * @param times how many calls
	 */
	public void fail(String action, Fault fault, int times) {
		this.faults.plan(action, fault, times);
	}

	/**
	 * Behaves again.
	 */
	public void clearFaults() {
		this.faults.clear();
	}

	/**
	 * Returns the calls so far.
	 * @return the calls in the order of their arrival
	 */
	public List<EcsCall> calls() {
		return List.copyOf(this.calls);
	}

	/**
	 * Returns the calls of one action so far.
	 * @param action the action
	 * @return the calls in the order of their arrival
	 */
	public List<EcsCall> calls(String action) {
		return calls().stream().filter((call) -> call.action().equals(action)).toList();
	}

	/**
	 * Forgets tasks, services, faults and calls.
	 */
	public void reset() {
		this.account.reset();
		this.faults.clear();
		this.calls.clear();
	}

	private void read(HttpServerRequest request) {
		request.body().onSuccess((body) -> handle(request, body.toString()));
	}

	private void handle(HttpServerRequest request, String body) {
		long arrived = this.ticker.getAsLong();
		String target = String.valueOf(request.getHeader("X-Amz-Target"));
		String action = target.startsWith(TARGET) ? target.substring(TARGET.length()) : target;
		Fault fault = this.faults.next(action);
		Outcome outcome = new Outcome(fault);
		Answer answer = Endpoint.choose(fault, () -> run(action, body, outcome),
				(failure) -> error(failure.status(), type(failure.code()), failure.message(), outcome));
		this.calls.add(new EcsCall(action, body, outcome.text, arrived));
		this.endpoint.send(request, fault, answer);
	}

	private Answer run(String action, String body, Outcome outcome) {
		try {
			JsonObject result = this.actions.run(action, new JsonObject(body));
			outcome.text = "OK";
			return Answer.of(200, CONTENT_TYPE, result.encode());
		}
		catch (EcsException ex) {
			return error(400, ex.type(), String.valueOf(ex.getMessage()), outcome);
		}
		catch (DecodeException ex) {
			return error(400, "SerializationException", "The request is no JSON", outcome);
		}
	}

	/**
	 * Returns how JSON services call what the Query protocol calls otherwise.
	 */
	private static String type(String code) {
		return switch (code) {
			case "AccessDenied" -> "AccessDeniedException";
			case "Throttling" -> "ThrottlingException";
			default -> code;
		};
	}

	private static Answer error(int status, String type, String message, Outcome outcome) {
		outcome.text = type;
		// JSON services refuse with 400 what others refuse with 403.
		int told = type.equals("AccessDeniedException") ? 400 : status;
		return Answer.of(told, CONTENT_TYPE, new JsonObject().put("__type", type).put("message", message).encode());
	}

	@Override
	public void close() {
		this.endpoint.close();
		this.metadata.endpoint.close();
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
