package io.github.spotaware.test.ecs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.spotaware.test.wire.Engine;
import io.github.spotaware.test.wire.Fault;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata endpoint of a {@link FakeTask}: what it tells is as in samples
 * of the real one.
 */
class TaskMetadataTests {

	private static final String SERVICE = "demo-svc";

	private final Vertx vertx = Engine.start();

	private final FakeEcs ecs = FakeEcs.start(this.vertx);

	private final HttpClient http = HttpClient.newHttpClient();

	@AfterEach
	void close() {
		this.ecs.close();
		Engine.await(this.vertx.close());
	}

	static Stream<Arguments> samples() {
		TaskSettings fargate = TaskSettings.fargateSpot("10.0.1.15");
		TaskSettings ec2 = TaskSettings.ec2("i-0123456789abcdef0", "10.0.1.15");
		return Stream.of(Arguments.of("fargate-running", fargate.inService(SERVICE)),
				Arguments.of("fargate-standalone", fargate), Arguments.of("ec2-running", ec2.inService(SERVICE)),
				Arguments.of("ec2-bridge", TaskSettings.ec2Bridge("i-0123456789abcdef0", 32768).inService(SERVICE)),
				Arguments.of("managed-instances-running", new TaskSettings(LaunchType.MANAGED_INSTANCES, null,
						ec2.definition(), ec2.networks(), ec2.hostPorts(), SERVICE, ec2.instanceId(), false)));
	}

	@ParameterizedTest
	@MethodSource("samples")
	void taskIsToldAsInTheSample(String sample, TaskSettings settings) throws Exception {
		JsonObject expected = sample(sample);
		JsonObject told = get(this.ecs.runTask(settings).metadataUri() + "/task");
		assertThat(expected.fieldNames()).containsAll(told.fieldNames());
		assertThat(told.getString("LaunchType")).isEqualTo(expected.getString("LaunchType"));
		assertThat(told.getString("ServiceName")).isEqualTo(expected.getString("ServiceName"));
		assertThat(told.getString("Cluster").startsWith("arn:"))
			.isEqualTo(expected.getString("Cluster").startsWith("arn:"));
		JsonObject container = container(told);
		assertThat(fields(container(expected))).containsAll(fields(container));
		assertThat(network(container).getString("NetworkMode"))
			.isEqualTo(network(container(expected)).getString("NetworkMode"));
		assertThat(network(container).getJsonArray("IPv4Addresses"))
			.isEqualTo(network(container(expected)).getJsonArray("IPv4Addresses"));
		assertThat(container.getJsonArray("Ports")).isEqualTo(container(expected).getJsonArray("Ports"));
	}

	@Test
	void taskWhenBeingStoppedIsToldAsInTheSample() throws Exception {
		FakeTask task = this.ecs.runTask(TaskSettings.fargateSpot("10.0.1.15").inService(SERVICE));
		task.stopping("SpotInterruption", "");
		JsonObject told = get(task.metadataUri() + "/task");
		assertThat(told.getString("DesiredStatus")).isEqualTo(sample("fargate-stopping").getString("DesiredStatus"));
		assertThat(told.getString("KnownStatus")).isEqualTo("RUNNING");
	}

	@Test
	void containerIsToldByItself() throws Exception {
		FakeTask task = this.ecs.runTask(TaskSettings.fargateSpot("10.0.1.15"));
		JsonObject told = get(task.metadataUri().toString());
		assertThat(told.getString("Name")).isEqualTo("app");
		assertThat(task.metadataUri().getPath()).isEqualTo("/v4/" + told.getString("DockerId"));
	}

	@Test
	void taskTellsEveryAddressOfEveryNetwork() throws Exception {
		FakeTask task = this.ecs.runTask(TaskSettings.fargateSpot("10.0.1.15")
			.withNetworks(TaskSettings.Network.of("10.0.1.15"), TaskSettings.Network.ofIpv6("2001:db8::15")));
		JsonObject container = container(get(task.metadataUri() + "/task"));
		assertThat(container.getJsonArray("Networks")).hasSize(2);
		assertThat(container.getJsonArray("Networks").getJsonObject(1).getJsonArray("IPv6Addresses").getString(0))
			.isEqualTo("2001:db8::15");
	}

	@Test
	void whatIsLeftOutIsNotTold() throws Exception {
		FakeTask task = this.ecs.runTask(TaskSettings.fargateSpot("10.0.1.15"));
		task.without("LaunchType");
		assertThat(get(task.metadataUri() + "/task").fieldNames()).doesNotContain("LaunchType");
	}

	@Test
	void unknownPathIsNotFound() throws Exception {
		FakeTask task = this.ecs.runTask(TaskSettings.fargateSpot("10.0.1.15"));
		assertThat(send(task.metadataUri() + "/task/stats").statusCode()).isEqualTo(404);
		assertThat(send(task.metadataUri().resolve("/v4/other").toString()).statusCode()).isEqualTo(404);
	}

	@Test
	void metadataFailsWhenToldTo() throws Exception {
		FakeTask task = this.ecs.runTask(TaskSettings.fargateSpot("10.0.1.15"));
		task.failMetadata(Fault.status(500));
		assertThat(send(task.metadataUri().toString()).statusCode()).isEqualTo(500);
		task.clearFaults();
		assertThat(send(task.metadataUri().toString()).statusCode()).isEqualTo(200);
	}

	private JsonObject get(String uri) throws Exception {
		return new JsonObject(send(uri).body());
	}

	private HttpResponse<String> send(String uri) throws Exception {
		return this.http.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
	}

	private static JsonObject container(JsonObject task) {
		return task.getJsonArray("Containers").getJsonObject(0);
	}

	private static JsonObject network(JsonObject container) {
		return container.getJsonArray("Networks").getJsonObject(0);
	}

	private static Set<String> fields(JsonObject container) {
		Set<String> fields = new TreeSet<>(container.fieldNames());
		fields.addAll(network(container).fieldNames());
		return fields;
	}

	private static JsonObject sample(String name) throws IOException {
		try (InputStream file = TaskMetadataTests.class
			.getResourceAsStream("/ecs/tmds-v4-task-%s.json".formatted(name))) {
			return new JsonObject(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
		}
	}

}
