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
 */
record LoadResult(long sent, long complete, SortedMap<String, Long> lost, Duration p50, Duration p99) {

	LoadResult(long sent, long complete, Map<String, Long> lost, Duration p50, Duration p99) {
		this(sent, complete, new TreeMap<>(lost), p50, p99);
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
