package io.github.spotaware.sample.drill;

import java.util.List;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.test.kubernetes.FakeCluster;
import io.github.spotaware.test.kubernetes.KubeProxy;
import io.github.spotaware.test.kubernetes.PodEvent;
import io.github.spotaware.test.load.LoadReport;
import io.github.spotaware.test.load.OpenLoopLoad;
import org.jspecify.annotations.Nullable;

/**
 * Goes through kube-proxy, by callers that keep their connections.
 */
final class ServiceAccess implements PodAccess {

	private final FakeCluster cluster;

	private final KubeProxy proxy;

	private final List<NodePlan> callers;

	ServiceAccess(FakeCluster cluster, DrillOptions options, int callers) {
		this.cluster = cluster;
		this.proxy = cluster.expose(options.seed());
		this.callers = NodePlan.ofCallers(callers, options.thinShare());
	}

	@Override
	public boolean reaches(PodInstance instance) {
		return this.proxy.pods().contains(instance.pod().name());
	}

	@Override
	public OpenLoopLoad.Builder load() {
		OpenLoopLoad.Builder load = OpenLoopLoad.builder();
		this.callers.forEach((caller) -> load.caller(caller.address(), this.proxy.uri(), caller.share()));
		return load;
	}

	@Override
	public void letGo(PodInstance instance, Timeline timeline) {
		this.cluster.events(instance.pod())
			.stream()
			.filter((event) -> event.kind() == PodEvent.Kind.CHOSEN_NO_MORE)
			.forEach((event) -> timeline.markAt(Kind.LET_GO, "kube-proxy chooses it no more", event.nanoTime()));
	}

	@Override
	public @Nullable Long lastAnswer(PodInstance instance, LoadReport report) {
		return this.proxy.lastAnswer(instance.pod());
	}

	@Override
	public void close() {
		// The cluster closes it.
	}

}
