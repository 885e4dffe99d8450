package io.github.spotaware.kubernetes;

import java.time.Duration;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * The node of our pod.
 */
final class WatchedNode implements Watched<Node> {

	/**
	 * As long as the first look at the pod may take.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final PodEnvironment environment;

	private final @Nullable WatchedPod pod;

	private final Seen<InstanceIdentity> instance = new Seen<>();

	private @Nullable String found;

	/**
	 * Create what is watched.
	 * @param environment may tell the name of the node
	 * @param pod tells it else, where that is watched
	 */
	WatchedNode(PodEnvironment environment, @Nullable WatchedPod pod) {
		this.environment = environment;
		this.pod = pod;
	}

	@Override
	public WatchedKind kind() {
		return WatchedKind.NODE;
	}

	@Override
	public FilterWatchListDeletable<Node, ? extends KubernetesResourceList<Node>, ?> select(
			NamespacedKubernetesClient client) throws WatchException, InterruptedException {
		String name = name();
		if (name == null) {
			throw new WatchException(WatchFailure.NOT_FOUND, "the name of the node is not known");
		}
		return client.nodes().withField("metadata.name", name);
	}

	private @Nullable String name() throws InterruptedException {
		String name = this.environment.node();
		if (name != null || this.pod == null) {
			return name;
		}
		PodPlace place = this.pod.place().await(LIMIT);
		return (place != null) ? place.node() : null;
	}

	@Override
	public boolean is(Node object) {
		return true;
	}

	@Override
	public @Nullable SpotSignal seen(Node object) {
		this.found = object.getMetadata().getName();
		this.instance.is(NodeFacts.instance(object));
		return NodeSigns.warning(object);
	}

	@Override
	public SpotSignal gone() throws WatchException {
		if (this.found == null) {
			throw new WatchException(WatchFailure.NOT_FOUND, "there is no node of the pod's");
		}
		return NodeSigns.gone(this.found);
	}

	@Override
	public void missed() {
		this.instance.missed();
	}

	/**
	 * Return the instance that the node is.
	 */
	Seen<InstanceIdentity> instance() {
		return this.instance;
	}

}
