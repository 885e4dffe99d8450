package io.github.spotaware.test.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accounts for every request of a load.
 *
 * @param sent how many were sent, each once
 * @param complete how many got the complete expected answer
 * @param losses the requests that were lost, in the order of their end
 * @param latency how long complete answers took, from the scheduled start
 * @param lastCompleted when each target last completed an answer, on the scale of
 * {@link System#nanoTime()}
 * @param completedByTarget how many each target completed
 */
public record LoadReport(long sent, long complete, List<Loss> losses, Latency latency, Map<String, Long> lastCompleted,
		Map<String, Long> completedByTarget) {

	/**
	 * Copies the collections.
	 * @param sent how many were sent
	 * @param complete how many got the complete expected answer
	 * @param losses the requests that were lost
	 * @param latency how long complete answers took
	 * @param lastCompleted when each target last completed an answer
	 * @param completedByTarget how many each target completed
	 */
	public LoadReport {
		losses = List.copyOf(losses);
		lastCompleted = Map.copyOf(lastCompleted);
		completedByTarget = Map.copyOf(completedByTarget);
	}

	/**
	 * Returns how many were lost.
	 * @return the count
	 */
	public long lost() {
		return this.losses.size();
	}

	/**
	 * Returns how many were lost in one way.
	 * @param kind the way
	 * @return the count
	 */
	public long lost(LossKind kind) {
		return this.losses.stream().filter((loss) -> loss.kind() == kind).count();
	}

	/**
	 * Returns how many were lost, by kind and detail.
	 * @return counts by text such as {@code SERVER_ERROR 502 connection-refused}
	 */
	public Map<String, Long> lostByDetail() {
		Map<String, Long> counts = new TreeMap<>();
		this.losses.forEach((loss) -> counts.merge(loss.kind() + " " + loss.detail(), 1L, Long::sum));
		return counts;
	}

	/**
	 * Returns how many requests have no outcome, none once the load has ended.
	 * @return the count
	 */
	public long unaccounted() {
		return this.sent - this.complete - lost();
	}

	/**
	 * Tells latencies.
	 *
	 * @param p50 half of the answers took at most this long
	 * @param p99 99 % of the answers took at most this long
	 * @param max the longest
	 */
	public record Latency(Duration p50, Duration p99, Duration max) {
	}

}
