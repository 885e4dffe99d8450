package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;

import io.github.spotaware.Deadline;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.SpotSignal;

/**
 * Gives a signal its deadline and its expiry. Wall-clock time ends here.
 *
 * @param rebalance what a rebalance recommendation does
 * @param grace the time between SIGTERM and SIGKILL
 */
record SignalRules(RebalancePolicy rebalance, GracePeriod.Known grace) {

	/**
	 * EC2 gives two minutes; a time much farther away is not credible.
	 */
	static final Duration LONGEST_NOTICE = Duration.ofMinutes(10);

	static final Duration REBALANCE_EXPIRY = Duration.ofMinutes(30);

	StandingSignal accept(String source, SpotSignal signal, Instant wallClock, long now) {
		if (signal instanceof InterruptionNotice notice) {
			return new StandingSignal(source, signal, now, deadline(notice, wallClock, now), null);
		}
		RebalanceRecommendation recommendation = (RebalanceRecommendation) signal;
		Duration left = expiry(recommendation, wallClock);
		long expires = now + left.toNanos();
		Deadline deadline = (this.rebalance == RebalancePolicy.DRAIN) ? new Deadline(expires, wallClock.plus(left),
				"expiry of the rebalance recommendation of " + recommendation.noticeTime()) : null;
		return new StandingSignal(source, signal, now, deadline, expires);
	}

	private static Duration expiry(RebalanceRecommendation recommendation, Instant wallClock) {
		if (recommendation.noticeTime().isAfter(wallClock)) {
			return REBALANCE_EXPIRY;
		}
		if (recommendation.noticeTime().isBefore(wallClock.minus(REBALANCE_EXPIRY))) {
			return Duration.ZERO;
		}
		return Duration.between(wallClock, recommendation.noticeTime().plus(REBALANCE_EXPIRY));
	}

	private Deadline deadline(InterruptionNotice notice, Instant wallClock, long now) {
		Instant time = notice.time();
		if (time == null) {
			return graceful(wallClock, now, this.grace.origin());
		}
		boolean credible = time.isAfter(wallClock)
				&& (!notice.cause().instanceLost() || time.isBefore(wallClock.plus(LONGEST_NOTICE)));
		if (!credible) {
			return graceful(wallClock, now,
					this.grace.origin() + ", since the notice's own time '%s' is not credible".formatted(time));
		}
		return new Deadline(now + Duration.between(wallClock, time).toNanos(), time,
				notice.cause().description() + " notice");
	}

	private Deadline graceful(Instant wallClock, long now, String origin) {
		Duration duration = this.grace.duration();
		return new Deadline(now + duration.toNanos(), wallClock.plus(duration), origin);
	}

}
