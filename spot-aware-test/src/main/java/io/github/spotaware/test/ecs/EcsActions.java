package io.github.spotaware.test.ecs;

import java.util.List;
import java.util.function.Function;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Runs the actions of the API.
 *
 * @param account what there is
 */
record EcsActions(EcsAccount account) {

	JsonObject run(String action, JsonObject request) {
		return switch (action) {
			case "DescribeTasks" -> describe(request, "tasks", this::task);
			case "DescribeServices" -> describe(request, "services", this::service);
			case "DescribeContainerInstances" -> describe(request, "containerInstances", this::containerInstance);
			case "DescribeTaskDefinition" -> describeTaskDefinition(request);
			default -> throw new EcsException("UnknownOperationException", "The operation is not known");
		};
	}

	private JsonObject describe(JsonObject request, String what, Function<String, @Nullable JsonObject> find) {
		if (!EcsAccount.isCluster(request.getString("cluster", "default"))) {
			throw new EcsException("ClusterNotFoundException", "Cluster not found.");
		}
		JsonArray names = request.getJsonArray(what, new JsonArray());
		if (names.isEmpty()) {
			throw new EcsException("InvalidParameterException", "%s cannot be empty.".formatted(what));
		}
		JsonArray found = new JsonArray();
		JsonArray failures = new JsonArray();
		for (Object name : names) {
			JsonObject described = find.apply(name.toString());
			if (described != null) {
				found.add(described);
			}
			else {
				failures.add(new JsonObject().put("arn", name.toString()).put("reason", "MISSING"));
			}
		}
		return new JsonObject().put(what, found).put("failures", failures);
	}

	private @Nullable JsonObject task(String name) {
		FakeTask task = this.account.task(name);
		return (task != null) ? EcsDocuments.task(task) : null;
	}

	private @Nullable JsonObject service(String name) {
		ServiceSettings service = this.account.service(name);
		return (service != null) ? EcsDocuments.service(service) : null;
	}

	private @Nullable JsonObject containerInstance(String name) {
		String instance = this.account.instance(name);
		return (instance != null) ? EcsDocuments.containerInstance(instance) : null;
	}

	private JsonObject describeTaskDefinition(JsonObject request) {
		TaskDefinition definition = this.account.definition(request.getString("taskDefinition", ""));
		if (definition == null) {
			throw new EcsException("ClientException", "Unable to describe task definition.");
		}
		return new JsonObject().put("taskDefinition", EcsDocuments.taskDefinition(definition)).put("tags", List.of());
	}

}
