package io.github.spotaware.kubernetes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.spotaware.Finding;
import io.github.spotaware.testsupport.FakeCluster;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

/**
 * Both watches before a cluster, at a pace that tests can wait for.
 */
final class WatchFixture implements AutoCloseable {

	static final Duration RARE = Duration.ofMillis(300);

	final FakeCluster cluster = new FakeCluster();

	final MockEnvironment environment = new MockEnvironment().withProperty("POD_NAME", "shop-1")
		.withProperty("POD_NAMESPACE", "shop");

	final PodFacts facts = new PodFacts();

	final WatchFindings findings = new WatchFindings();

	final RecordedSignals pod = new RecordedSignals();

	final RecordedSignals node = new RecordedSignals();

	final PodEnvironment podEnvironment = new PodEnvironment(this.environment, Path.of("/nowhere"));

	private final ApiClient client = new ApiClient(
			new DefaultListableBeanFactory().getBeanProvider(KubernetesClient.class), this::build);

	private final List<WatchSource<?>> started = new ArrayList<>();

	Pace pace = new Pace(Duration.ofMillis(20), Duration.ofMillis(200), RARE, Duration.ofMinutes(5),
			Duration.ofSeconds(30), () -> 1);

	volatile String token = "first";

	private KubernetesClient build() {
		return new KubernetesClientBuilder()
			.withConfig(new ConfigBuilder(Config.empty()).withMasterUrl(this.cluster.url().toString())
				.withOauthTokenProvider(() -> this.token)
				.build())
			.build();
	}

	WatchedPod watchPod() {
		WatchedPod watched = new WatchedPod(this.podEnvironment, this.facts);
		start(watched, this.pod);
		return watched;
	}

	WatchedNode watchNode(WatchedPod beside) {
		WatchedNode watched = new WatchedNode(this.podEnvironment, beside);
		start(watched, this.node);
		return watched;
	}

	WatchedNode watchNode() {
		this.environment.setProperty("NODE_NAME", Samples.NODE);
		WatchedNode watched = new WatchedNode(this.podEnvironment, null);
		start(watched, this.node);
		return watched;
	}

	private <T extends HasMetadata> void start(Watched<T> watched, RecordedSignals signals) {
		WatchSource<T> source = new WatchSource<>(watched, this.client, this.findings, this.pace);
		this.started.add(source);
		source.start(signals);
	}

	/**
	 * Wait until a watch of a pod that is there is open.
	 */
	void awaitPodWatched(Pod there) {
		this.cluster.put(there);
		watchPod();
		await().until(() -> this.cluster.calls("watch pods") > 0 && this.pod.successes() > 1);
	}

	/**
	 * Wait until a watch of a node that is there is open.
	 */
	void awaitNodeWatched(Node there) {
		this.cluster.put(there);
		watchNode();
		await().until(() -> this.cluster.calls("watch nodes") > 0 && this.node.successes() > 1);
	}

	/**
	 * Wait, even on a machine that is busy.
	 */
	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(40));
	}

	void awaitPod(Object said) {
		await().until(() -> said.equals(this.pod.last()));
	}

	void awaitNode(Object said) {
		await().until(() -> said.equals(this.node.last()));
	}

	List<String> findingIds() {
		return this.findings.findings().stream().map(Finding::id).toList();
	}

	void stop() {
		this.started.forEach(WatchSource::stop);
	}

	@Override
	public void close() {
		stop();
		this.client.close();
		this.cluster.close();
	}

}
