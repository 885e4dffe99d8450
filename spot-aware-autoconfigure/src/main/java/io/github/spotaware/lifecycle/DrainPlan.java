package io.github.spotaware.lifecycle;

import io.github.spotaware.lifecycle.SpotAwareProperties.Drain;

/**
 * How the time until the deadline is divided. All values in nanoseconds.
 *
 * @param leaveBy the reading of the ticker at which we stop serving as ever
 * @param drainedBy the reading of the ticker by which it ends whatever happens
 * @param settle the silence after which even an idle instance may leave
 * @param quiet the silence that even a busy instance must show
 * @param reserve what is kept for graceful shutdown and destruction
 * @param cut whether settle and reserve had to shrink to fit
 * @param instanceLost whether leaving early gains nothing
 * @param toldLate whether our callers may have been turned away before we were told
 */
record DrainPlan(long leaveBy, long drainedBy, long settle, long quiet, long reserve, boolean cut, boolean instanceLost,
		boolean toldLate) {

	/**
	 * Divide the time.
	 * @param left when we began to leave
	 * @param deadline when all is over
	 * @param wanted what is configured
	 * @param instanceLost whether leaving early gains nothing: then half of the time
	 * there is must be silent, even of an instance that never served a request
	 * @param toldLate whether our callers may have been turned away before we were told
	 */
	static DrainPlan of(long left, long deadline, Drain wanted, boolean instanceLost, boolean toldLate) {
		long available = Math.max(0, deadline - left);
		long settle = wanted.settle().toNanos();
		long reserve = wanted.reserve().toNanos();
		boolean cut = settle + reserve > available;
		if (cut) {
			double share = (double) available / (settle + reserve);
			settle = (long) (settle * share);
			reserve = (long) (reserve * share);
		}
		long drainedBy = left + available - reserve;
		long leaveBy = drainedBy - settle;
		long quiet = Math.min(wanted.quietPeriod().toNanos(), settle);
		if (instanceLost) {
			settle = Math.max(settle, (available - reserve) / 2);
			quiet = settle;
		}
		return new DrainPlan(leaveBy, drainedBy, settle, quiet, reserve, cut, instanceLost, toldLate);
	}

}
