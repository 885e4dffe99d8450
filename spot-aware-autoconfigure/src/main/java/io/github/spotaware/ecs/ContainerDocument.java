package io.github.spotaware.ecs;

import java.util.List;

import io.github.spotaware.aws.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A container as the task metadata words it.
 *
 * @param id the id that the container runtime gave it
 * @param name the name in the task definition
 * @param type {@code NORMAL}, or another word for a container that ECS added
 * @param taskArn the ARN of the task, from the container's labels
 * @param networks the networks it is in
 * @param ports the ports that are mapped
 */
record ContainerDocument(@Nullable String id, @Nullable String name, @Nullable String type, @Nullable String taskArn,
		List<NetworkDocument> networks, List<PortDocument> ports) {

	static ContainerDocument from(JsonObject json) {
		return new ContainerDocument(json.text("DockerId"), json.text("Name"), json.text("Type"),
				json.object("Labels").text("com.amazonaws.ecs.task-arn"),
				json.objects("Networks").stream().map(NetworkDocument::from).toList(),
				json.objects("Ports").stream().map(PortDocument::from).toList());
	}

	boolean normal() {
		return this.type == null || "NORMAL".equals(this.type);
	}

}
