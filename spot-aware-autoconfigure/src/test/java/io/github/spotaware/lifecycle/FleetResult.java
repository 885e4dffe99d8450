package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * How a fleet fared. Times count from the notice.
 *
 * @param instances how many were interrupted
 * @param deregistered how many were deregistered in time
 * @param lastDeregistered when the last one of them was
 * @param deregisterCalls how often {@code DeregisterTargets} was called, refused or not
 * @param mostDeregisterCalls the same, of the instance that called most
 * @param describeCalls how often the API was asked, refused or not
 * @param mostDescribeCalls the same, of the instance that asked most
 * @param drained how many were drained
 * @param lastDrained when the last one was
 * @param served the requests served
 * @param lost the requests lost
 */
record FleetResult(int instances, long deregistered, Duration lastDeregistered, long deregisterCalls,
		int mostDeregisterCalls, long describeCalls, int mostDescribeCalls, long drained, Duration lastDrained,
		long served, long lost) {

	static final String HEAD = """
			| interrupted together | deregistered in time | the last one after | `DeregisterTargets` an instance, mean (most) | `Describe*` an instance, mean (most) | last `Drained` after | served | lost |
			|---|---|---|---|---|---|---|---|""";

	static FleetResult of(List<FleetInstance> all) {
		return new FleetResult(all.size(), all.stream().filter((instance) -> instance.deregisteredAt() != null).count(),
				latest(all, FleetInstance::deregisteredAt), all.stream().mapToLong(FleetInstance::deregisters).sum(),
				all.stream().mapToInt(FleetInstance::deregisters).max().orElse(0),
				all.stream().mapToLong(FleetInstance::describes).sum(),
				all.stream().mapToInt(FleetInstance::describes).max().orElse(0),
				all.stream().filter((instance) -> instance.drainedAt() != null).count(),
				latest(all, FleetInstance::drainedAt), all.stream().mapToLong(FleetInstance::served).sum(),
				all.stream().mapToLong(FleetInstance::lost).sum());
	}

	private static Duration latest(List<FleetInstance> all, Function<FleetInstance, @Nullable Duration> moment) {
		return all.stream()
			.map(moment)
			.filter(Objects::nonNull)
			.map((found) -> found.minus(Fleet.NOTICE))
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

	String row() {
		return "| %,d | %,d (%.0f %%) | %.1f s | %.1f (%d) | %.1f (%d) | %.1f s | %,d | %d |".formatted(this.instances,
				this.deregistered, 100.0 * this.deregistered / this.instances, seconds(this.lastDeregistered),
				(double) this.deregisterCalls / this.instances, this.mostDeregisterCalls,
				(double) this.describeCalls / this.instances, this.mostDescribeCalls, seconds(this.lastDrained),
				this.served, this.lost);
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

}
