package io.github.spotaware.test.ecs;

import io.github.spotaware.test.wire.Answer;
import io.github.spotaware.test.wire.Endpoint;
import io.github.spotaware.test.wire.Fault;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Serves the metadata of all tasks, each below the id of its container.
 */
final class MetadataEndpoint {

	private static final String PREFIX = "/v4/";

	final Endpoint endpoint;

	private final EcsAccount account;

	MetadataEndpoint(Vertx vertx, EcsAccount account) {
		this.account = account;
		this.endpoint = Endpoint.listen(vertx, (request) -> handle(request));
	}

	private void handle(HttpServerRequest request) {
		String[] path = request.path().startsWith(PREFIX) ? request.path().substring(PREFIX.length()).split("/", 2)
				: new String[] { "" };
		FakeTask task = this.account.taskOfContainer(path[0]);
		Fault fault = (task != null) ? task.faults().next(request.path()) : null;
		Answer answer = Endpoint.choose(fault, () -> answer(task, (path.length > 1) ? path[1] : ""),
				(failure) -> Answer.of(failure.status(), "text/plain", failure.message()));
		this.endpoint.send(request, fault, answer);
	}

	private static Answer answer(@Nullable FakeTask task, String path) {
		if (task == null || !(path.isEmpty() || path.equals("task"))) {
			return Answer.of(404, "text/plain", "404 page not found");
		}
		JsonObject json = path.isEmpty() ? TaskMetadata.container(task) : TaskMetadata.task(task);
		return Answer.of(200, "application/json", json.encode());
	}

}
