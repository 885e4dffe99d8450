package io.github.spotaware.kubernetes;

import java.util.List;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.github.spotaware.Signals;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an object and watches it from then on, until the watch ends; then whoever
 * holds this begins again. So nothing is missed in between, and a resource version that
 * is too old is none the next time. Used by one thread.
 *
 * @param <T> the type of the object
 * @see <a href=
 * "https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes">
 * Kubernetes: efficient detection of changes</a>
 */
final class WatchRound<T extends HasMetadata> {

	private final Watched<T> watched;

	private final Signals signals;

	private final Runnable success;

	private final Pace pace;

	private @Nullable SpotSignal told;

	/**
	 * Create a round.
	 * @param watched what is watched
	 * @param signals what to tell to
	 * @param success what else to do when the API has answered
	 * @param pace how long to watch and to listen
	 */
	WatchRound(Watched<T> watched, Signals signals, Runnable success, Pace pace) {
		this.watched = watched;
		this.signals = signals;
		this.success = success;
		this.pace = pace;
	}

	/**
	 * Look and watch once.
	 * @param client asks the API
	 * @return whether the watch was worth it, or ended before it said anything
	 * @throws WatchException when there is nothing to watch
	 */
	boolean go(NamespacedKubernetesClient client) throws WatchException, InterruptedException {
		FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> selection = this.watched.select(client);
		KubernetesResourceList<T> list = selection.list();
		SpotSignal signal = signal(list.getItems());
		if (!Objects.equals(signal, this.told)) {
			tell(signal);
		}
		WatchEvents<T> events = new WatchEvents<>();
		try (Watch watch = selection.watch(options(list.getMetadata().getResourceVersion()), events)) {
			// Only now: who may list but not watch has not succeeded.
			tell(signal);
			return listen(events);
		}
	}

	private @Nullable SpotSignal signal(List<T> items) throws WatchException {
		T found = items.stream().filter(this.watched::is).findFirst().orElse(null);
		return (found != null) ? this.watched.seen(found) : this.watched.gone();
	}

	private ListOptions options(String version) {
		return new ListOptionsBuilder().withResourceVersion(version)
			.withAllowWatchBookmarks(true)
			.withTimeoutSeconds(this.pace.watchSeconds())
			.build();
	}

	private boolean listen(WatchEvents<T> events) throws WatchException, InterruptedException {
		boolean heard = false;
		WatchEvents.Event<T> event = events.next(this.pace.silence());
		while (event != null && event.action() != null) {
			heard = true;
			take(event.action(), event.object());
			event = events.next(this.pace.silence());
		}
		return heard || event == null;
	}

	private void take(Watcher.Action action, @Nullable T object) throws WatchException {
		if (action == Watcher.Action.BOOKMARK) {
			tell(this.told);
		}
		else if (object != null && this.watched.is(object)) {
			tell((action == Watcher.Action.DELETED) ? this.watched.gone() : this.watched.seen(object));
		}
	}

	private void tell(@Nullable SpotSignal signal) {
		this.told = signal;
		this.success.run();
		if (signal != null) {
			this.signals.report(signal);
		}
		else {
			this.signals.withdraw();
		}
	}

}
