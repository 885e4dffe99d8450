package io.github.spotaware.kubernetes;

import java.time.Duration;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.SpotSignal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Our own pod. Once it was seen, another one of its name is not taken for it.
 */
final class WatchedPod implements Watched<Pod> {

	private static final Log logger = LogFactory.getLog(WatchedPod.class);

	private final PodEnvironment environment;

	private final PodFacts facts;

	private final Seen<PodPlace> place = new Seen<>();

	private @Nullable String uid;

	private boolean found;

	private @Nullable InterruptionNotice deletion;

	private @Nullable String disruption;

	WatchedPod(PodEnvironment environment, PodFacts facts) {
		this.environment = environment;
		this.facts = facts;
		this.uid = environment.uid();
	}

	@Override
	public WatchedKind kind() {
		return WatchedKind.POD;
	}

	@Override
	public FilterWatchListDeletable<Pod, ? extends KubernetesResourceList<Pod>, ?> select(
			NamespacedKubernetesClient client) throws WatchException {
		String name = this.environment.pod();
		String namespace = this.environment.namespace();
		if (name == null || namespace == null) {
			throw new WatchException(WatchFailure.NOT_FOUND, "name and namespace of the pod are not known");
		}
		return client.pods().inNamespace(namespace).withField("metadata.name", name);
	}

	@Override
	public boolean is(Pod object) {
		return this.uid == null || this.uid.equals(object.getMetadata().getUid());
	}

	@Override
	public @Nullable SpotSignal seen(Pod object) {
		this.found = true;
		this.uid = object.getMetadata().getUid();
		Long grace = object.getSpec().getTerminationGracePeriodSeconds();
		if (grace != null) {
			this.facts.gracePeriod(Duration.ofSeconds(grace));
		}
		this.facts.containers(object.getSpec().getContainers().stream().map(ContainerFacts::of).toList());
		this.place.is(new PodPlace(object.getSpec().getNodeName(),
				(object.getStatus() != null) ? object.getStatus().getPodIP() : null));
		tellDisruption(PodSigns.disruption(object));
		SpotSignal signal = PodSigns.signal(object);
		if (signal instanceof InterruptionNotice notice) {
			this.deletion = notice;
		}
		return signal;
	}

	private void tellDisruption(@Nullable String reason) {
		if (reason != null && !reason.equals(this.disruption)) {
			logger.info("Kubernetes disrupts this pod: " + reason);
		}
		this.disruption = reason;
	}

	/**
	 * Take that the pod is not there: somebody has not waited for us. What was said of
	 * its deletion before says more.
	 */
	@Override
	public SpotSignal gone() throws WatchException {
		if (!this.found) {
			throw new WatchException(WatchFailure.NOT_FOUND,
					"there is no pod '%s'%s in the namespace '%s'".formatted(this.environment.pod(),
							(this.uid != null) ? " with the uid '%s'".formatted(this.uid) : "",
							this.environment.namespace()));
		}
		if (this.deletion == null) {
			this.deletion = PodSigns.deletion(null);
		}
		return this.deletion;
	}

	@Override
	public void missed() {
		this.place.missed();
	}

	/**
	 * Return where the pod is.
	 */
	Seen<PodPlace> place() {
		return this.place;
	}

}
