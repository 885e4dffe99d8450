package io.github.spotaware.process;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.github.spotaware.testsupport.FakeCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes as pods of a cluster, which is told by its API server.
 */
@Tag("process")
class PodProcessTests extends ProcessTestBase {

	private static final String NODE = "ip-10-0-1-20.eu-central-1.compute.internal";

	private final FakeCluster cluster = new FakeCluster();

	@AfterEach
	void closeCluster() {
		this.cluster.close();
	}

	@Test
	void podThatIsDeletedRefusesServesOnAndEndsOnSigterm() throws Exception {
		this.cluster.put(pod().build());
		this.cluster.put(node(false));
		ExampleProcess example = startReady(launch());
		example.awaitOutput("Known by now");
		assertThat(example.server().spot()).contains("\"name\":\"kubernetes\"", "\"capacity\":\"spot\"",
				"\"instanceId\":\"i-0123456789abcdef0\"", "10.0.1.33");
		assertThat(example.output())
			.anyMatch((line) -> line.contains("SIGTERM leaves 60 s (terminationGracePeriodSeconds of the pod)"));
		assertThat(example.get("/work").body()).isEqualTo("done");
		this.cluster.put(pod().editMetadata()
			.withDeletionTimestamp(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString())
			.withDeletionGracePeriodSeconds(60L)
			.endMetadata()
			.editStatus()
			.addNewCondition()
			.withType("DisruptionTarget")
			.withStatus("True")
			.withReason("EvictionByEvictionAPI")
			.endCondition()
			.endStatus()
			.build());
		example.awaitReadiness(503);
		assertThat(example.get("/work").body()).isEqualTo("done");
		example.server().awaitSpot("\"leave-endpoints\"");
		assertThat(example.server().spot()).contains("\"cause\":\"pod-deletion\"");
		example.terminate();
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.output()).anyMatch((line) -> line.contains("running -> draining: pod deletion"))
			.anyMatch((line) -> line.contains("Kubernetes disrupts this pod: EvictionByEvictionAPI"))
			.anyMatch((line) -> line.contains("callers have let go"));
		assertThat(this.aws.loadBalancing().calls()).isEmpty();
	}

	@Test
	void cordonOfItsNodeIsARiskThatPasses() throws Exception {
		this.cluster.put(pod().build());
		this.cluster.put(node(false));
		ExampleProcess example = startReady(launch());
		example.awaitOutput("Known by now");
		this.cluster.put(node(true));
		example.awaitOutput("running -> at-risk: node cordon (spec.unschedulable of node '%s')".formatted(NODE));
		assertThat(example.readiness()).isEqualTo(200);
		assertThat(example.server().spot()).contains("\"cause\":\"node-cordon\"");
		this.cluster.put(node(false));
		example.awaitOutput("at-risk -> running");
		assertThat(example.readiness()).isEqualTo(200);
		example.terminate();
		assertThat(example.awaitExit()).isEqualTo(143);
	}

	@Test
	void podThatMayWatchNothingDrainsOnSigterm() throws Exception {
		this.cluster.refuse("list pods", 403);
		this.cluster.refuse("list nodes", 403);
		ExampleProcess example = startReady(launch());
		example.server().awaitSpot("kubernetes-pod-forbidden");
		example.server().awaitSpot("kubernetes-node-forbidden");
		HeldRequests slow = example.hold();
		example.terminate();
		example.awaitReadiness(503);
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.output()).anyMatch((line) -> line.contains("callers have let go"));
	}

	@Test
	void idlePodHasAThreadForEachWatch() throws Exception {
		this.cluster.put(pod().build());
		this.cluster.put(node(false));
		ExampleProcess example = startReady(launch());
		example.awaitOutput("PREPARED");
		// The client's own threads come and go.
		example.await("a thread for each watch",
				() -> example.get("/threads")
					.body()
					.replaceAll("spot-aware-kubernetes-client ?", "")
					.equals("spot-aware-kubernetes-node spot-aware-kubernetes-pod"));
	}

	private ExampleLaunch launch() {
		return new ExampleLaunch()
			.environment(Map.of("KUBERNETES_SERVICE_HOST", "127.0.0.1", "KUBERNETES_MASTER",
					this.cluster.url().toString(), "KUBECONFIG", "/nowhere", "POD_NAME", "shop-1", "POD_NAMESPACE",
					"shop", "NODE_NAME", NODE, "AWS_EC2_METADATA_DISABLED", "true"))
			.properties("management.endpoint.spot.show-values=always");
	}

	private static PodBuilder pod() {
		return new PodBuilder().withNewMetadata()
			.withName("shop-1")
			.withNamespace("shop")
			.withUid("uid-1")
			.endMetadata()
			.withNewSpec()
			.withNodeName(NODE)
			.withTerminationGracePeriodSeconds(60L)
			.endSpec()
			.withNewStatus()
			.withPodIP("10.0.1.33")
			.endStatus();
	}

	private static Node node(boolean unschedulable) {
		return new NodeBuilder().withNewMetadata()
			.withName(NODE)
			.addToLabels("eks.amazonaws.com/capacityType", "SPOT")
			.endMetadata()
			.withNewSpec()
			.withProviderID("aws:///eu-central-1a/i-0123456789abcdef0")
			.withUnschedulable(unschedulable)
			.endSpec()
			.build();
	}

}
