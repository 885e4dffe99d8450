package io.github.spotaware.metrics;

import io.github.spotaware.MessageUse;
import io.github.spotaware.QueueView;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Meters what comes from the queue of events.
 */
final class QueueMeters {

	private QueueMeters() {
	}

	static void bind(QueueView queue, MeterRegistry registry) {
		for (MessageUse use : MessageUse.values()) {
			FunctionCounter.builder(SpotMeter.QUEUE_MESSAGES.id(), queue, (it) -> it.messages(use))
				.description(SpotMeter.QUEUE_MESSAGES.description())
				.tag("use", use.id())
				.register(registry);
		}
	}

}
