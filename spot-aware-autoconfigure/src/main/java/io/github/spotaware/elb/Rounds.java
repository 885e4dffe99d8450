package io.github.spotaware.elb;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Target;

/**
 * Makes a call for each of several target groups, and again where that helps. A group
 * that fails holds up no other.
 *
 * @param backoff how long to wait before the next round
 * @param patience waits, or gives up
 */
record Rounds(Backoff backoff, Patience patience) {

	/**
	 * Make the calls.
	 * @param groups the targets by the ARN of their group
	 * @param call makes one call
	 * @return what went wrong in the end, by the ARN of the group
	 * @throws InterruptedException when interrupted
	 */
	Map<String, Problem> run(Map<String, List<Target>> groups, Call call) throws InterruptedException {
		Map<String, List<Target>> open = new LinkedHashMap<>(groups);
		Map<String, Problem> problems = new LinkedHashMap<>();
		for (int round = 1; true; round++) {
			for (Map.Entry<String, List<Target>> group : List.copyOf(open.entrySet())) {
				Problem problem = call.make(group.getKey(), group.getValue()).problem();
				problems.remove(group.getKey());
				if (problem != null) {
					problems.put(group.getKey(), problem);
				}
				if (problem == null || !problem.retryable()) {
					open.remove(group.getKey());
				}
			}
			if (open.isEmpty() || !this.patience.lasts(round, this.backoff.afterFailures(round))) {
				return problems;
			}
		}
	}

	/**
	 * Makes a call.
	 */
	@FunctionalInterface
	interface Call {

		/**
		 * Make the call.
		 * @param group the ARN of the group
		 * @param targets the targets
		 * @return the answer
		 * @throws InterruptedException when interrupted
		 */
		Answer<List<Target>> make(String group, List<Target> targets) throws InterruptedException;

	}

	/**
	 * Waits between two rounds, as long as it pays.
	 */
	@FunctionalInterface
	interface Patience {

		/**
		 * Wait, or give up.
		 * @param failures how many rounds have failed
		 * @param wait how long to wait
		 * @return whether to go on
		 * @throws InterruptedException when interrupted
		 */
		boolean lasts(int failures, Duration wait) throws InterruptedException;

	}

}
