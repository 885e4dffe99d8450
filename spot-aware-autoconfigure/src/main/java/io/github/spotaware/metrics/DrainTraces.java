package io.github.spotaware.metrics;

import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.transport.RequestReplyReceiverContext;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;

/**
 * Marks the trace of a request that arrives in a drain, over HTTP or gRPC, with the
 * state. The key is one of high cardinality: those go to traces only, so that no meter
 * gets a tag that it has in a drain only.
 */
final class DrainTraces implements ObservationHandler<RequestReplyReceiverContext<?, ?>> {

	/**
	 * The key, the same as in the log.
	 */
	static final String KEY = "spot.state";

	private volatile @Nullable String state;

	@EventListener
	void changed(SpotStateChanged event) {
		SpotState current = event.current();
		boolean leaving = current instanceof SpotState.Draining || current instanceof SpotState.Drained;
		this.state = leaving ? current.id() : null;
	}

	@Override
	public void onStart(RequestReplyReceiverContext<?, ?> context) {
		String current = this.state;
		if (current != null) {
			context.addHighCardinalityKeyValue(KeyValue.of(KEY, current));
		}
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof RequestReplyReceiverContext;
	}

}
