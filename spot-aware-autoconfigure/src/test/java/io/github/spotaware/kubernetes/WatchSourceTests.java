package io.github.spotaware.kubernetes;

import java.time.Duration;
import java.time.Instant;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.spotaware.DisruptionWarning;
import io.github.spotaware.Finding;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link WatchSource}, with fabric8's mock server.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class WatchSourceTests {

	private static final String TIME = "2026-11-22T01:01:05Z";

	private final WatchFixture fixture = new WatchFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void supportsPodsOnly() {
		WatchSource<?> source = new WatchSource<>(new WatchedNode(this.fixture.podEnvironment, null),
				new ApiClient(new DefaultListableBeanFactory().getBeanProvider(KubernetesClient.class)),
				this.fixture.findings, Pace.usual());
		assertThat(source.name()).isEqualTo("kubernetes-node");
		assertThat(Platform.values()).filteredOn(source::supports).containsExactly(Platform.KUBERNETES);
	}

	@Test
	void podThatIsDeletedIsNoticedWithItsTime() {
		this.fixture.awaitPodWatched(Samples.pod().build());
		this.fixture.cluster.put(Samples.deleted(TIME));
		this.fixture.awaitPod(deletion(TIME));
		assertThat(this.fixture.pod.changes).containsExactly("none", deletion(TIME));
		assertThat(this.fixture.facts.gracePeriod()).isEqualTo(Duration.ofMinutes(1));
		assertThat(this.fixture.cluster.calls()).containsExactly("list pods", "watch pods");
	}

	@Test
	void deletionThatIsShortenedIsReportedAgain() {
		this.fixture.awaitPodWatched(Samples.deleted(TIME));
		this.fixture.awaitPod(deletion(TIME));
		this.fixture.cluster.put(Samples.deleted("2026-11-22T01:00:35Z"));
		this.fixture.awaitPod(deletion("2026-11-22T01:00:35Z"));
	}

	@Test
	void evictionIsAWarningUntilItIsADeletion(CapturedOutput output) {
		this.fixture.awaitPodWatched(Samples.pod().build());
		this.fixture.cluster.put(Samples.disrupted("True", "EvictionByEvictionAPI"));
		this.fixture.awaitPod(new DisruptionWarning(NoticeCause.POD_DISRUPTION, "EvictionByEvictionAPI"));
		this.fixture.cluster.put(Samples.disrupted("False", "EvictionByEvictionAPI"));
		this.fixture.awaitPod("none");
		this.fixture.cluster.put(Samples.disrupted("True", "PreemptionByScheduler"));
		this.fixture.awaitPod(new DisruptionWarning(NoticeCause.POD_DISRUPTION, "PreemptionByScheduler"));
		this.fixture.cluster.put(Samples.deleted(TIME));
		this.fixture.awaitPod(deletion(TIME));
		assertThat(output).contains("Kubernetes disrupts this pod: EvictionByEvictionAPI",
				"Kubernetes disrupts this pod: PreemptionByScheduler");
	}

	@Test
	void podThatIsRemovedWithoutWaitingIsADeletionWithoutATime() {
		this.fixture.awaitPodWatched(Samples.pod().build());
		this.fixture.cluster.remove(Samples.pod().build());
		this.fixture.awaitPod(deletion(null));
	}

	@Test
	void podThatIsRemovedAfterItsDeletionKeepsTheTimeOfIt() {
		this.fixture.awaitPodWatched(Samples.deleted(TIME));
		int before = this.fixture.pod.successes();
		this.fixture.cluster.remove(Samples.pod().build());
		WatchFixture.await().until(() -> this.fixture.pod.successes() > before);
		assertThat(this.fixture.pod.changes).containsExactly("none", deletion(TIME));
	}

	@Test
	void podThatWasRemovedWhileNobodyWatchedIsADeletion() {
		this.fixture.awaitPodWatched(Samples.pod().build());
		this.fixture.cluster.stop();
		this.fixture.awaitPod("failed");
		this.fixture.cluster.remove(Samples.pod().build());
		this.fixture.cluster.restart();
		this.fixture.awaitPod(deletion(null));
	}

	@Test
	void podOfTheSameNameThatCameAfterUsIsNotUs() {
		this.fixture.awaitPodWatched(Samples.pod().build());
		this.fixture.cluster
			.put(Samples.pod().editMetadata().withUid("uid-2").withDeletionTimestamp(TIME).endMetadata().build());
		this.fixture.cluster.endWatches();
		this.fixture.awaitPod(deletion(null));
	}

	@Test
	void podWithAnotherUidThanOursIsNotFound() {
		this.fixture.environment.setProperty("POD_UID", "uid-0");
		this.fixture.cluster.put(Samples.deleted(TIME));
		this.fixture.watchPod();
		this.fixture.awaitPod("failed");
		assertThat(this.fixture.pod.changes).containsExactly("none", "failed");
		assertThat(this.fixture.findings.findings()).containsExactly(new Finding("kubernetes-pod-not-found",
				Severity.INFO,
				"The Kubernetes API does not have what is looked for: there is no pod 'shop-1' with the uid 'uid-0' in the namespace 'shop'.",
				"Set POD_NAME from 'metadata.name' and POD_NAMESPACE from 'metadata.namespace' by the downward API. "
						+ "A KubernetesClient of the application's own has to be one of the pod's cluster."));
	}

	@Test
	void podThatIsNotFoundIsLookedForAgain() {
		this.fixture.watchPod();
		this.fixture.awaitPod("failed");
		assertThat(this.fixture.findingIds()).containsExactly("kubernetes-pod-not-found");
		this.fixture.cluster.put(Samples.pod().build());
		this.fixture.awaitPod("none");
		assertThat(this.fixture.findingIds()).isEmpty();
	}

	@Test
	void otherPodsOfTheNamespaceAreNotOurs() {
		this.fixture.awaitPodWatched(Samples.pod().build());
		this.fixture.cluster
			.put(Samples.pod().editMetadata().withName("shop-2").withDeletionTimestamp(TIME).endMetadata().build());
		this.fixture.cluster.put(Samples.disrupted("True", "EvictionByEvictionAPI"));
		this.fixture.awaitPod(new DisruptionWarning(NoticeCause.POD_DISRUPTION, "EvictionByEvictionAPI"));
		assertThat(this.fixture.pod.changes).hasSize(2);
	}

	@Test
	void cordonIsAWarningUntilItIsTakenBack() {
		this.fixture.awaitNodeWatched(Samples.node().build());
		this.fixture.cluster.put(Samples.cordoned());
		this.fixture.awaitNode(warning(NoticeCause.NODE_CORDON, "spec.unschedulable"));
		this.fixture.cluster.put(Samples.node().build());
		this.fixture.awaitNode("none");
	}

	@Test
	void taintsAreWarningsThatChange() {
		this.fixture.awaitNodeWatched(Samples.tainted("karpenter.sh/disrupted"));
		this.fixture.awaitNode(warning(NoticeCause.NODE_DISRUPTION, "taint 'karpenter.sh/disrupted'"));
		this.fixture.cluster.put(Samples.tainted("aws-node-termination-handler/spot-itn"));
		this.fixture.awaitNode(warning(NoticeCause.SPOT_INTERRUPTION, "taint 'aws-node-termination-handler/spot-itn'"));
		this.fixture.cluster.put(Samples.node().build());
		this.fixture.awaitNode("none");
	}

	@Test
	void nodeThatIsRemovedIsAWarning() {
		this.fixture.awaitNodeWatched(Samples.node().build());
		this.fixture.cluster.remove(Samples.node().build());
		this.fixture.awaitNode(warning(NoticeCause.NODE_DISRUPTION, "deletion"));
	}

	@Test
	void nodeIsThatOfThePodWhereNobodyElseTellsIt() {
		this.fixture.cluster.put(Samples.pod().build());
		this.fixture.cluster.put(Samples.cordoned());
		this.fixture.watchNode(this.fixture.watchPod());
		this.fixture.awaitNode(warning(NoticeCause.NODE_CORDON, "spec.unschedulable"));
	}

	@Test
	void nodeWhoseNameNobodyTellsIsAFinding() {
		this.fixture.cluster.refuse("list pods", 403);
		this.fixture.watchNode(this.fixture.watchPod());
		this.fixture.awaitNode("failed");
		assertThat(this.fixture.findings.findings()).last().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("kubernetes-node-not-found");
			assertThat(finding.message()).contains("the name of the node is not known");
			assertThat(finding.remedy()).startsWith("Set NODE_NAME from 'spec.nodeName' by the downward API.");
		});
		this.fixture.cluster.put(Samples.pod().build());
		this.fixture.cluster.put(Samples.node().build());
		this.fixture.cluster.refuseNothing();
		this.fixture.awaitNode("none");
		await().until(() -> this.fixture.findingIds().isEmpty());
	}

	@Test
	void versionThatIsTooOldIsNoFailure() {
		this.fixture.cluster.expire("pods");
		this.fixture.awaitPodWatched(Samples.pod().build());
		WatchFixture.await().until(() -> this.fixture.cluster.calls("watch pods") == 2);
		this.fixture.cluster.put(Samples.deleted(TIME));
		this.fixture.awaitPod(deletion(TIME));
		assertThat(this.fixture.pod.failures).isEmpty();
		assertThat(this.fixture.cluster.calls()).containsExactly("list pods", "watch pods", "list pods", "watch pods");
	}

	@Test
	void watchThatTheServerEndsIsBegunAgain() {
		this.fixture.awaitPodWatched(Samples.pod().build());
		this.fixture.cluster.endWatches();
		WatchFixture.await().until(() -> this.fixture.cluster.calls("watch pods") == 2);
		this.fixture.cluster.put(Samples.deleted(TIME));
		this.fixture.awaitPod(deletion(TIME));
		assertThat(this.fixture.pod.failures).isEmpty();
	}

	@Test
	void whatHappensBetweenTwoWatchesIsNotMissed() {
		this.fixture.awaitNodeWatched(Samples.node().build());
		this.fixture.cluster.stop();
		this.fixture.awaitNode("failed");
		this.fixture.cluster.put(Samples.cordoned());
		this.fixture.cluster.restart();
		this.fixture.awaitNode(warning(NoticeCause.NODE_CORDON, "spec.unschedulable"));
		assertThat(this.fixture.findingIds()).isEmpty();
	}

	@Test
	void whatStoodBeforeADisconnectIsNotWithdrawnByIt() {
		this.fixture.awaitNodeWatched(Samples.cordoned());
		this.fixture.cluster.stop();
		this.fixture.awaitNode("failed");
		assertThat(this.fixture.node.changes).containsExactly("none",
				warning(NoticeCause.NODE_CORDON, "spec.unschedulable"), "failed");
		assertThat(this.fixture.findingIds()).containsExactly("kubernetes-node-unreachable");
		this.fixture.cluster.restart();
		this.fixture.awaitNode(warning(NoticeCause.NODE_CORDON, "spec.unschedulable"));
	}

	@Test
	void serverThatIsDownAtTheStartIsAskedAgain() {
		this.fixture.cluster.put(Samples.deleted(TIME));
		this.fixture.cluster.stop();
		this.fixture.watchPod();
		this.fixture.awaitPod("failed");
		assertThat(this.fixture.pod.failures.get(0))
			.startsWith("kubernetes-pod-unreachable: The Kubernetes API does not answer: '");
		this.fixture.cluster.restart();
		this.fixture.awaitPod(deletion(TIME));
		assertThat(this.fixture.findingIds()).isEmpty();
	}

	@Test
	void watchThatFallsSilentIsNotTrusted() {
		this.fixture.pace = new Pace(Duration.ofMillis(20), Duration.ofMillis(200), WatchFixture.RARE,
				Duration.ofMinutes(5), Duration.ofMillis(300), () -> 1);
		this.fixture.cluster.silent(true);
		this.fixture.awaitPodWatched(Samples.pod().build());
		this.fixture.cluster.put(Samples.deleted(TIME));
		this.fixture.awaitPod(deletion(TIME));
		assertThat(this.fixture.pod.failures).isEmpty();
	}

	@Test
	void bookmarkTellsThatTheWatchIsAlive() {
		this.fixture.awaitNodeWatched(Samples.cordoned());
		int before = this.fixture.node.successes();
		this.fixture.cluster.say(
				"{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Node\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"99\"}}}");
		WatchFixture.await().until(() -> this.fixture.node.successes() > before);
		assertThat(this.fixture.node.changes).containsExactly("none",
				warning(NoticeCause.NODE_CORDON, "spec.unschedulable"));
	}

	@Test
	void eventThatIsGarbageEndsNothingButTheWatch() {
		this.fixture.awaitPodWatched(Samples.pod().build());
		this.fixture.cluster.say("garbage");
		this.fixture.cluster.put(Samples.deleted(TIME));
		this.fixture.awaitPod(deletion(TIME));
	}

	@ParameterizedTest
	@CsvSource({ "list, 403, forbidden, true", "watch, 403, forbidden, true", "list, 401, unauthorized, false",
			"list, 404, not-found, true", "list, 500, unreachable, false", "list, 429, unreachable, false" })
	void callThatIsRefusedIsAFindingUntilItIsNot(String verb, int status, String id, boolean maybeMeant) {
		this.fixture.cluster.put(Samples.pod().build());
		this.fixture.cluster.refuse(verb + " pods", status);
		this.fixture.watchPod();
		this.fixture.awaitPod("failed");
		assertThat(this.fixture.findingIds()).containsExactly("kubernetes-pod-" + id);
		WatchFixture.await().until(() -> this.fixture.pod.failures.size() >= 2);
		assertThat(this.fixture.pod.refusals.isEmpty()).isNotEqualTo(maybeMeant);
		// What can be listed but not watched has not succeeded.
		assertThat(this.fixture.pod.changes).containsExactly("none", "failed");
		this.fixture.cluster.refuseNothing();
		this.fixture.awaitPod("none");
		assertThat(this.fixture.findingIds()).isEmpty();
	}

	@Test
	void deletionThatCanOnlyBeListedIsReported() {
		this.fixture.cluster.put(Samples.deleted(TIME));
		this.fixture.cluster.refuse("watch pods", 403);
		this.fixture.watchPod();
		WatchFixture.await().until(() -> this.fixture.pod.changes.contains(deletion(TIME)));
	}

	@Test
	void forbiddenNodeNamesWhatToAllowAndLeavesThePodWatched() {
		this.fixture.cluster.put(Samples.pod().build());
		this.fixture.cluster.refuse("list nodes", 403);
		this.fixture.watchNode(this.fixture.watchPod());
		this.fixture.awaitNode("failed");
		assertThat(this.fixture.findings.findings()).containsExactly(new Finding("kubernetes-node-forbidden",
				Severity.INFO,
				"The Kubernetes API does not let us watch: 'nodes is refused: User \"shop\" cannot list nodes resource'.",
				"Allow 'get', 'list' and 'watch' of 'nodes' by a ClusterRole that is bound to the pod's service account, "
						+ "or set spot-aware.kubernetes.watch-node=false. SIGTERM drains without it, too."));
		assertThat(this.fixture.node.failures.get(0)).contains("cannot list nodes",
				"Allow 'get', 'list' and 'watch' of 'nodes' by a ClusterRole");
		WatchFixture.await().until(() -> this.fixture.cluster.calls("watch pods") == 1);
		this.fixture.cluster.put(Samples.deleted(TIME));
		this.fixture.awaitPod(deletion(TIME));
	}

	@Test
	void tokenThatWasRotatedIsUsed() {
		this.fixture.cluster.accept("first");
		this.fixture.awaitPodWatched(Samples.pod().build());
		this.fixture.cluster.accept("second");
		this.fixture.cluster.endWatches();
		this.fixture.awaitPod("failed");
		assertThat(this.fixture.findingIds()).containsExactly("kubernetes-pod-unauthorized");
		this.fixture.token = "second";
		this.fixture.awaitPod("none");
		assertThat(this.fixture.findingIds()).isEmpty();
		this.fixture.cluster.put(Samples.deleted(TIME));
		this.fixture.awaitPod(deletion(TIME));
	}

	@Test
	void stopEndsTheThreadAndSaysNothingMore() {
		this.fixture.awaitPodWatched(Samples.pod().build());
		this.fixture.stop();
		WatchFixture.await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::watches));
		assertThat(this.fixture.pod.changes).containsExactly("none");
	}

	private boolean watches(Thread thread) {
		return thread.getName().equals("spot-aware-kubernetes-pod");
	}

	private static InterruptionNotice deletion(@Nullable String time) {
		return new InterruptionNotice(NoticeCause.POD_DELETION, InstanceAction.NONE,
				(time != null) ? Instant.parse(time) : null);
	}

	private static DisruptionWarning warning(NoticeCause cause, String seen) {
		return new DisruptionWarning(cause, "%s of node '%s'".formatted(seen, Samples.NODE));
	}

}
