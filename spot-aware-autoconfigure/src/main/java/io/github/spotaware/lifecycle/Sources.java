package io.github.spotaware.lifecycle;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Signals;

/**
 * The sources that were started, and how they fare. Safe for use by any thread.
 */
final class Sources {

	private final Map<String, SourceHealth> health = new LinkedHashMap<>();

	private final InstantSource clock;

	Sources(InstantSource clock) {
		this.clock = clock;
	}

	synchronized Signals signals(String source, SpotLifecycle lifecycle) {
		SourceHealth known = this.health.computeIfAbsent(source, SourceHealth::new);
		return new SourceSignals(source, known, lifecycle, this.clock);
	}

	/**
	 * Return whether every source has answered, or failed to, at least once.
	 */
	synchronized boolean answered() {
		return this.health.values().stream().allMatch(SourceHealth::answered);
	}

	synchronized List<SourceStatus> status() {
		return this.health.values().stream().map(SourceHealth::status).toList();
	}

}
