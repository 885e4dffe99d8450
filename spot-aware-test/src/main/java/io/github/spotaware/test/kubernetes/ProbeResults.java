package io.github.spotaware.test.kubernetes;

/**
 * Tells from the results of a readiness probe whether a container is ready.
 *
 * @param ready whether it is
 * @param streak consecutive results of the same kind, passes above and failures below
 * zero
 */
record ProbeResults(boolean ready, int streak) {

	static final ProbeResults NONE = new ProbeResults(false, 0);

	ProbeResults and(boolean passed, ReadinessProbe probe) {
		int next = passed ? Math.max(this.streak, 0) + 1 : Math.min(this.streak, 0) - 1;
		if (this.ready) {
			return new ProbeResults(-next < probe.failureThreshold(), next);
		}
		return new ProbeResults(next >= probe.successThreshold(), next);
	}

}
