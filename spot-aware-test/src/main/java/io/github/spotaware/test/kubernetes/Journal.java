package io.github.spotaware.test.kubernetes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Writes down what was done; safe for use by several threads.
 */
final class Journal {

	private final LongSupplier ticker;

	private final List<PodEvent> events = new CopyOnWriteArrayList<>();

	Journal(LongSupplier ticker) {
		this.ticker = ticker;
	}

	void add(PodEvent.Kind kind, String pod) {
		this.events.add(new PodEvent(kind, pod, this.ticker.getAsLong()));
	}

	List<PodEvent> events() {
		return List.copyOf(this.events);
	}

}
