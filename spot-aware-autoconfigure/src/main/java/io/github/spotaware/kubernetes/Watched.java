package io.github.spotaware.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * The one object of the Kubernetes API that a source watches. Called by the source's
 * thread only.
 *
 * @param <T> the type of the object
 */
interface Watched<T extends HasMetadata> {

	/**
	 * Return what kind of object it is.
	 */
	WatchedKind kind();

	/**
	 * Return where to find the object: a selection of no other.
	 * @param client asks the API
	 * @return the selection
	 * @throws WatchException when it is not known which object it is
	 */
	FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> select(NamespacedKubernetesClient client)
			throws WatchException, InterruptedException;

	/**
	 * Return whether an object is the one, and no other of the same name.
	 */
	boolean is(T object);

	/**
	 * Take what was seen.
	 * @param object the object
	 * @return what stands, or {@code null} when nothing does
	 */
	@Nullable SpotSignal seen(T object);

	/**
	 * Take that the object is not there.
	 * @return what stands since it was there
	 * @throws WatchException when it never was
	 */
	SpotSignal gone() throws WatchException;

	/**
	 * Take that nothing can be seen for now, so that nobody waits for it.
	 */
	void missed();

}
