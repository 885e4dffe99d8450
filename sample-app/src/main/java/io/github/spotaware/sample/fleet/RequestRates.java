package io.github.spotaware.sample.fleet;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns growing counts into requests per second, smoothed a little.
 */
final class RequestRates {

	private static final double WEIGHT = 0.3;

	private final Map<String, Double> rates = new ConcurrentHashMap<>();

	private Map<String, Long> counts = Map.of();

	private long countedAt;

	void update(Map<String, Long> newCounts, long nanos) {
		double seconds = Duration.ofNanos(nanos - this.countedAt).toMillis() / 1000.0;
		if (!this.counts.isEmpty() && seconds > 0) {
			newCounts.forEach((target, count) -> {
				double rate = (count - this.counts.getOrDefault(target, 0L)) / seconds;
				this.rates.merge(target, rate, (old, latest) -> old + WEIGHT * (latest - old));
			});
		}
		this.counts = Map.copyOf(newCounts);
		this.countedAt = nanos;
	}

	double of(String target) {
		return this.rates.getOrDefault(target, 0.0);
	}

}
