package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says what became of the requests of a run.
 *
 * @param sent requests sent
 * @param complete requests that got the complete expected answer
 * @param lost the others, by kind
 * @param p50 median of the time to the complete answer
 * @param p99 99th percentile of it
 * @param lateness of the machine meanwhile
 */
record LoadResult(long sent, long complete, SortedMap<String, Long> lost, Duration p50, Duration p99,
		Lateness lateness) {

	LoadResult(long sent, long complete, Map<String, Long> lost, Duration p50, Duration p99) {
		this(sent, complete, new TreeMap<>(lost), p50, p99, Lateness.NONE);
	}

	LoadResult with(Lateness measured) {
		return new LoadResult(this.sent, this.complete, this.lost, this.p50, this.p99, measured);
	}

	long lostInAll() {
		return this.lost.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Requests nobody can tell the fate of: a fault of the drill itself.
	 */
	long unaccounted() {
		return this.sent - this.complete - lostInAll();
	}

}
