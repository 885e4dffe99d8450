package io.github.spotaware.metrics;

import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.micrometer.context.ContextRegistry;

import org.springframework.context.event.EventListener;

/**
 * Has marks of requests carried along from the first drain on: before, there are none,
 * and every request would pay for it.
 */
final class CarryDrainMarks {

	private final ContextRegistry registry;

	CarryDrainMarks(ContextRegistry registry) {
		this.registry = registry;
	}

	@EventListener
	void changed(SpotStateChanged event) {
		if (event.current() instanceof SpotState.Draining) {
			// One of the same key replaces it.
			this.registry.registerThreadLocalAccessor(new DrainMarkAccessor());
		}
	}

}
