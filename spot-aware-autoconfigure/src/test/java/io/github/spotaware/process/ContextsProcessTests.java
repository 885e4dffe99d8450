package io.github.spotaware.process;

import java.util.List;

import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several application contexts in one real process.
 */
@Tag("process")
class ContextsProcessTests extends ProcessTestBase {

	@ProcessTest
	void applicationsOfOneProcessCloseAloneAndDrainTogether() throws Exception {
		ExampleProcess example = start(launch("spot-aware.drain.settle=3s", PATIENT).main(SeveralApplications.class));
		List<ExampleServer> servers = SeveralApplications.NAMES.stream().map(example::server).toList();
		for (ExampleServer server : servers) {
			server.awaitReadiness(200);
			assertThat(server.get("/work").body()).isEqualTo("done");
		}
		servers.get(0).post("/actuator/shutdown", "");
		servers.get(0).awaitReadiness(503);
		for (ExampleServer other : servers.subList(1, 3)) {
			assertThat(other.readiness()).isEqualTo(200);
		}
		example.awaitOutput("Graceful shutdown complete");
		assertThat(example.lines("Drained in")).isEqualTo(1);
		for (ExampleServer other : servers.subList(1, 3)) {
			assertThat(other.readiness()).isEqualTo(200);
			assertThat(other.get("/work").headers().firstValue("connection")).isEmpty();
		}
		HeldRequests slow = servers.get(2).hold(1);
		example.terminate();
		servers.get(1).awaitReadiness(503);
		servers.get(2).awaitReadiness(503);
		assertThat(servers.get(1).get("/work").body()).isEqualTo("done");
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.lines("running -> draining: termination signal by sigterm")).isEqualTo(2);
		assertThat(example.lines("-> draining")).isEqualTo(3);
		assertThat(example.lines("Drained in")).isEqualTo(3);
		assertThat(example.output().subList(0, last(example, "Drained in")))
			.filteredOn((line) -> line.contains("Commencing graceful shutdown"))
			.hasSize(1);
	}

	@ProcessTest
	void parentAndChildDrainOnceAndShowItOnBothPorts() throws Exception {
		ExampleProcess example = start(launch(PATIENT, "management.server.port=0",
				"management.endpoint.health.probes.add-additional-paths=true")
			.main(ParentAndChild.class));
		ExampleServer management = example.server("management");
		assertReadiness(example, 200);
		assertThat(management.post("/actuator/spot", "{}").statusCode()).isEqualTo(200);
		assertReadiness(example, 503);
		assertThat(management.delete("/actuator/spot").statusCode()).isEqualTo(200);
		assertReadiness(example, 200);
		HeldRequests slow = HeldRequests.begin(example.server(), 1);
		management.awaitSpot("\"inFlight\":1");
		example.terminate();
		assertReadiness(example, 503);
		assertThat(example.get("/work").body()).isEqualTo("done");
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.lines("-> draining: operator")).isEqualTo(2);
		assertThat(example.lines("-> draining: termination signal")).isEqualTo(2);
		assertThat(example.lines("-> draining")).isEqualTo(4);
	}

	private static void assertReadiness(ExampleProcess example, int status) {
		example.server("management").awaitReadiness(status);
		example.server().awaitStatus("/readyz", status);
	}

	private static int last(ExampleProcess example, String text) {
		List<String> output = example.output();
		int index = output.size() - 1;
		while (!output.get(index).contains(text)) {
			index--;
		}
		return index;
	}

}
