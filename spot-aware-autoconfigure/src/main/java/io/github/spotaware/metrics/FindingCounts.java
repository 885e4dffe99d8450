package io.github.spotaware.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import io.github.spotaware.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Counts findings for gauges that are read one after the other: so their numbers agree,
 * and every check is asked once. Safe for use by any thread.
 */
final class FindingCounts {

	private static final Duration FRESH = Duration.ofSeconds(1);

	private final Supplier<List<Finding>> findings;

	private final Ticker ticker;

	private volatile @Nullable Counted counted;

	FindingCounts(Supplier<List<Finding>> findings, Ticker ticker) {
		this.findings = findings;
		this.ticker = ticker;
	}

	/**
	 * Return how many there are of a severity, as of now or up to a second ago.
	 */
	int of(Severity severity) {
		return present().numbers().getOrDefault(severity, 0);
	}

	private Counted present() {
		Counted last = this.counted;
		long now = this.ticker.nanos();
		if (last != null && now - last.at() < FRESH.toNanos()) {
			return last;
		}
		// Two that come at once both count, which is cheaper than to wait.
		Counted present = Counted.of(this.findings.get(), now);
		this.counted = present;
		return present;
	}

	/**
	 * What was counted.
	 *
	 * @param numbers how many there are of each severity, none where none is
	 * @param at the reading of the ticker
	 */
	private record Counted(Map<Severity, Integer> numbers, long at) {

		static Counted of(List<Finding> findings, long now) {
			Map<Severity, Integer> numbers = new EnumMap<>(Severity.class);
			findings.forEach((finding) -> numbers.merge(finding.severity(), 1, Integer::sum));
			return new Counted(numbers, now);
		}

	}

}
