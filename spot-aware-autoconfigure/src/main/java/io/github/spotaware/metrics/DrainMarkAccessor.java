package io.github.spotaware.metrics;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries the mark of a request that arrived in a drain from Reactor's context, and from
 * the thread that took it, to the threads that work on it.
 */
final class DrainMarkAccessor implements ThreadLocalAccessor<String> {

	@Override
	public Object key() {
		return DrainTraces.KEY;
	}

	@Override
	public @Nullable String getValue() {
		return MDC.get(DrainTraces.KEY);
	}

	@Override
	public void setValue(String value) {
		MDC.put(DrainTraces.KEY, value);
	}

	@Override
	public void setValue() {
		MDC.remove(DrainTraces.KEY);
	}

}
