package io.github.spotaware.test.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.spotaware.test.elb.FakeLoadBalancing;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.kubernetes.PodEvent.Kind;
import io.github.spotaware.test.wire.Engine;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FakeCluster} with its kubelets, controllers and rolling updates, in
 * virtual time.
 */
class FakeClusterTests {

	private static final Set<Kind> PROCESS = EnumSet.of(Kind.PRE_STOP, Kind.SIGTERM, Kind.SIGKILL, Kind.ENDED);

	private static final Set<Kind> ROUTES = EnumSet.of(Kind.SIGTERM, Kind.CHOSEN, Kind.CHOSEN_NO_MORE, Kind.REGISTERED,
			Kind.DEREGISTERED);

	private final Vertx vertx = Engine.start();

	private final VirtualLoop loop = new VirtualLoop();

	private final FakeLoadBalancing loadBalancing = FakeLoadBalancing.start(this.vertx, this.loop::nanoTime);

	private final FakeTargetGroup group = this.loadBalancing.createTargetGroup("shop",
			TargetGroupSettings.ip(8080).withDeregistrationDelay(Duration.ofSeconds(30)));

	private final Map<String, Boolean> passing = new HashMap<>();

	private int started;

	@AfterEach
	void close() {
		this.loadBalancing.close();
		Engine.await(this.vertx.close());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			30 | 0  | 0  | 20 | SIGTERM at 100, ENDED at 120
			30 | 0  | 0  | 40 | SIGTERM at 100, SIGKILL at 130, ENDED at 130
			60 | 0  | 0  | 40 | SIGTERM at 100, ENDED at 140
			30 | 15 | 0  | 1  | PRE_STOP at 100, SIGTERM at 115, ENDED at 116
			30 | 15 | 0  | 40 | PRE_STOP at 100, SIGTERM at 115, SIGKILL at 130, ENDED at 130
			30 | 29 | 0  | 40 | PRE_STOP at 100, SIGTERM at 129, SIGKILL at 131, ENDED at 131
			30 | 45 | 0  | 40 | PRE_STOP at 100, SIGTERM at 130, SIGKILL at 132, ENDED at 132
			30 | 0  | 5  | 40 | SIGTERM at 105, SIGKILL at 135, ENDED at 135
			30 | 15 | 20 | 40 | PRE_STOP at 120, SIGTERM at 135, SIGKILL at 150, ENDED at 150
			""")
	void deleteEndsTheProcessWithinTheGracePeriod(int grace, int preStop, int kubeletLag, int lives, String expected) {
		FakeCluster cluster = cluster(ClusterSettings.prompt().withKubeletLag(Duration.ofSeconds(kubeletLag)));
		FakePod pod = cluster.run(
				pod().withGracePeriod(Duration.ofSeconds(grace)).withPreStop(Duration.ofSeconds(preStop)),
				ScriptedProcess.livingOn(this.loop, lives));
		this.loop.runUntil(100);
		cluster.delete(pod);
		this.loop.runUntil(200);
		assertThat(events(cluster, pod, PROCESS)).containsExactly(expected.split(", "));
		assertThat(pod.status().exitCode()).isEqualTo(expected.contains("SIGKILL") ? 137 : 143);
	}

	@Test
	void deleteWhenTheProcessHasEndedDoesNothingToIt() {
		FakeCluster cluster = cluster(ClusterSettings.prompt());
		ScriptedProcess process = ScriptedProcess.immortal(this.loop);
		FakePod pod = cluster.run(pod(), process);
		this.loop.runUntil(10);
		process.crash();
		this.loop.runUntil(20);
		cluster.delete(pod);
		this.loop.runUntil(100);
		assertThat(events(cluster, pod, PROCESS)).containsExactly("ENDED at 10");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0  | SIGTERM at 100, CHOSEN_NO_MORE at 100, DEREGISTERED at 100
			10 | SIGTERM at 100, CHOSEN_NO_MORE at 110, DEREGISTERED at 110
			-5 | CHOSEN_NO_MORE at 100, DEREGISTERED at 100, SIGTERM at 105
			""")
	void deleteKeepsToTheLagWhateverTheProbeSays(int lag, String expected) {
		FakeCluster cluster = cluster(ClusterSettings.prompt().withLag(Duration.ofSeconds(lag)));
		cluster.bind(this.group);
		cluster.expose(7);
		FakePod pod = cluster.run(pod(), ScriptedProcess.immortal(this.loop));
		FakePod other = cluster.run(pod(), ScriptedProcess.immortal(this.loop));
		this.loop.runUntil(100);
		int before = events(cluster, pod, ROUTES).size();
		cluster.delete(pod);
		cluster.delete(pod);
		this.loop.runUntil(125);
		assertThat(pod.status().ready()).isTrue();
		assertThat(events(cluster, pod, ROUTES).subList(before, events(cluster, pod, ROUTES).size()))
			.containsExactlyInAnyOrder(expected.split(", "));
		assertThat(events(cluster, other, ROUTES)).containsExactlyInAnyOrder("CHOSEN at " + Math.max(lag, 0),
				"REGISTERED at " + Math.max(lag, 0));
	}

	@Test
	void endpointsAndKubeProxyEachHaveTheirLag() {
		FakeCluster cluster = cluster(ClusterSettings.prompt()
			.withEndpointsLag(Duration.ofSeconds(3))
			.withProxyLag(Duration.ofSeconds(4))
			.withTargetLag(Duration.ofSeconds(6)));
		cluster.bind(this.group);
		cluster.expose(7);
		FakePod pod = cluster.run(pod(), ScriptedProcess.immortal(this.loop));
		this.loop.runUntil(50);
		assertThat(events(cluster, pod, ROUTES)).containsExactly("REGISTERED at 6", "CHOSEN at 7");
	}

	@Test
	void podWhoseProbeFailsLeavesOnceItFailedOftenEnough() {
		FakeCluster cluster = cluster(ClusterSettings.prompt());
		cluster.bind(this.group);
		KubeProxy proxy = cluster.expose(7);
		ReadinessProbe probe = ReadinessProbe.of("/readyz").withPeriod(Duration.ofSeconds(5)).withThresholds(2, 1);
		FakePod pod = cluster.run(pod().withProbe(probe), ScriptedProcess.immortal(this.loop));
		this.loop.runUntil(21);
		assertThat(proxy.pods()).containsExactly(pod.name());
		this.passing.put(pod.name(), false);
		this.loop.runUntil(29);
		assertThat(pod.status().ready()).isTrue();
		this.loop.runUntil(40);
		this.passing.put(pod.name(), true);
		this.loop.runUntil(50);
		assertThat(cluster.events(pod)).extracting(FakeClusterTests::text)
			.containsExactlyInAnyOrder("READY at 0", "REGISTERED at 0", "CHOSEN at 0", "UNREADY at 30",
					"DEREGISTERED at 30", "CHOSEN_NO_MORE at 30", "READY at 45", "REGISTERED at 45", "CHOSEN at 45");
	}

	@Test
	void podWithAReadinessGateIsReadyOnceItsTargetIsHealthy() {
		FakeCluster cluster = cluster(ClusterSettings.prompt());
		cluster.bind(this.group);
		FakePod pod = cluster.run(pod().withReadinessGate(true), ScriptedProcess.immortal(this.loop));
		this.loop.runUntil(20);
		assertThat(this.group.state(pod.settings().address(), pod.settings().port())).isEqualTo(TargetState.INITIAL);
		assertThat(pod.status().ready()).isFalse();
		this.group.healthy(pod.settings().address(), pod.settings().port());
		this.loop.runUntil(40);
		assertThat(events(cluster, pod, EnumSet.of(Kind.READY))).containsExactly("READY at 30");
	}

	@Test
	void updateNeverHasLessThanWantedAndNeverMoreThanOneAbove() {
		FakeCluster cluster = cluster(ClusterSettings.prompt());
		KubeProxy proxy = cluster.expose(7);
		List<FakePod> old = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			old.add(cluster.run(pod(), ScriptedProcess.livingOn(this.loop, 12)));
		}
		this.loop.runUntil(100);
		RollingUpdate update = cluster.update(old, () -> startingFor(cluster, 7));
		List<Integer> usable = new ArrayList<>();
		for (int second = 100; second <= 160; second++) {
			this.loop.runUntil(second);
			usable.add(proxy.pods().size());
		}
		assertThat(usable).allMatch((count) -> count == 3 || count == 4);
		assertThat(cluster.events()).filteredOn((event) -> event.kind() == Kind.DELETED)
			.extracting(FakeClusterTests::text)
			.containsExactly("DELETED at 110", "DELETED at 120", "DELETED at 130");
		assertThat(update.complete()).isCompletedWithValue(Duration.ofSeconds(30));
		assertThat(update.ended()).isCompletedWithValue(Duration.ofSeconds(42));
	}

	@Test
	void updateWhenNewPodsDoNotBecomeReadyLeavesTheOldOnes() {
		FakeCluster cluster = cluster(ClusterSettings.prompt());
		List<FakePod> old = List.of(cluster.run(pod(), ScriptedProcess.immortal(this.loop)));
		this.loop.runUntil(100);
		RollingUpdate update = cluster.update(old, () -> startingFor(cluster, 1000));
		this.loop.runUntil(600);
		assertThat(cluster.events()).noneMatch((event) -> event.kind() == Kind.DELETED);
		assertThat(update.complete()).isNotDone();
		assertThat(update.ended()).isNotDone();
	}

	@Test
	void deleteWhenThePodIsOfAnotherClusterIsRefused() {
		FakePod pod = cluster(ClusterSettings.prompt()).run(pod(), ScriptedProcess.immortal(this.loop));
		assertThatIllegalArgumentException().isThrownBy(() -> cluster(ClusterSettings.prompt()).delete(pod))
			.withMessage("Pod 'shop-1' is not of this cluster");
	}

	@Test
	void environmentIsThatOfAPod() {
		assertThat(pod().environment()).containsEntry("POD_NAME", "shop-1")
			.containsEntry("POD_IP", "10.0.1.1")
			.containsKeys("KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT", "POD_NAMESPACE", "NODE_NAME");
	}

	private FakeCluster cluster(ClusterSettings settings) {
		return new FakeCluster(this.vertx, this.loop,
				(pod, result) -> result.accept(this.passing.getOrDefault(pod.name(), true)), () -> {
				}, settings);
	}

	private PodSettings pod() {
		this.started++;
		return PodSettings.of("shop-" + this.started, "10.0.1." + this.started, 8080);
	}

	private FakePod startingFor(FakeCluster cluster, int seconds) {
		FakePod pod = cluster.run(pod(), ScriptedProcess.livingOn(this.loop, 12));
		this.passing.put(pod.name(), false);
		this.loop.after(Duration.ofSeconds(seconds), () -> this.passing.put(pod.name(), true));
		return pod;
	}

	private static List<String> events(FakeCluster cluster, FakePod pod, Set<Kind> kinds) {
		return cluster.events(pod)
			.stream()
			.filter((event) -> kinds.contains(event.kind()))
			.map(FakeClusterTests::text)
			.toList();
	}

	private static String text(PodEvent event) {
		return "%s at %d".formatted(event.kind(), Duration.ofNanos(event.nanoTime()).toSeconds());
	}

}
