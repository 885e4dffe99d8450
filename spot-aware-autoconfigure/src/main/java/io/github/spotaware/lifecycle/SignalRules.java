package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;

import io.github.spotaware.Deadline;
import io.github.spotaware.DisruptionWarning;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * Gives a signal its deadline and its expiry, and says when its withdrawal is believed.
 * Wall-clock time ends here.
 *
 * @param platform what we run on
 * @param rebalance what a rebalance recommendation does
 * @param drain how the application leaves
 * @param grace the time between SIGTERM and SIGKILL
 */
record SignalRules(Platform platform, RebalancePolicy rebalance, SpotAwareProperties.Drain drain,
		GracePeriod.Known grace) {

	/**
	 * EC2 gives two minutes; a time much farther away is not credible.
	 */
	static final Duration LONGEST_NOTICE = Duration.ofMinutes(10);

	static final Duration OPEN_END = Duration.ofHours(1);

	static final Duration REBALANCE_EXPIRY = Duration.ofMinutes(30);

	StandingSignal accept(String source, SpotSignal signal, Instant wallClock, long now) {
		if (signal instanceof InterruptionNotice notice) {
			Deadline deadline = deadline(notice, wallClock, now);
			return new StandingSignal(source, signal, now, deadline, heldUntil(notice, deadline, now), null);
		}
		if (signal instanceof DisruptionWarning) {
			return new StandingSignal(source, signal, now, null, null, null);
		}
		RebalanceRecommendation recommendation = (RebalanceRecommendation) signal;
		Duration left = expiry(recommendation, wallClock);
		long expires = now + left.toNanos();
		Deadline deadline = (this.rebalance == RebalancePolicy.DRAIN) ? new Deadline(expires, wallClock.plus(left),
				"expiry of the rebalance recommendation of " + recommendation.noticeTime()) : null;
		return new StandingSignal(source, signal, now, deadline, null, expires);
	}

	/**
	 * Return until when we go on as ever although the instance is lost. On a Kubernetes
	 * node there are others: if all refused traffic at once, no disruption budget would
	 * be left. Whoever evicts them tells each when its turn has come. What a drain takes
	 * unhurried has to be left, and time for callers that are late.
	 */
	private @Nullable Long heldUntil(InterruptionNotice notice, @Nullable Deadline deadline, long now) {
		if (this.platform != Platform.KUBERNETES || !notice.cause().instanceLost() || deadline == null) {
			return null;
		}
		long latest = deadline.ticks() - least().plus(this.drain.quietPeriod()).toNanos();
		return (latest - now > 0) ? latest : null;
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

	private @Nullable Deadline deadline(InterruptionNotice notice, Instant wallClock, long now) {
		return switch (notice.cause()) {
			case SPOT_INTERRUPTION -> timed(notice, wallClock, now, wallClock.plus(LONGEST_NOTICE));
			case SCHEDULED_MAINTENANCE -> distant(notice, wallClock) ? null : timed(notice, wallClock, now, null);
			case AUTO_SCALING_STANDBY -> graceful(OPEN_END, wallClock, now, "nothing ends us; an hour is enough");
			default -> timed(notice, wallClock, now, null);
		};
	}

	/**
	 * Return whether maintenance is so far away that we go on as ever.
	 */
	private boolean distant(InterruptionNotice notice, Instant wallClock) {
		Duration lead = (least().compareTo(this.drain.lead()) > 0) ? least() : this.drain.lead();
		return notice.time() != null && notice.time().isAfter(wallClock.plus(lead));
	}

	private Deadline timed(InterruptionNotice notice, Instant wallClock, long now, @Nullable Instant latest) {
		Instant time = notice.time();
		Duration grace = this.grace.duration();
		if (time == null) {
			return graceful(grace, wallClock, now, this.grace.origin());
		}
		if (!time.isAfter(wallClock) || (latest != null && !time.isBefore(latest))) {
			return graceful(grace, wallClock, now,
					this.grace.origin() + ", since the notice's own time '%s' is not credible".formatted(time));
		}
		return new Deadline(now + Duration.between(wallClock, time).toNanos(), time,
				notice.cause().description() + " notice");
	}

	private static Deadline graceful(Duration duration, Instant wallClock, long now, String origin) {
		return new Deadline(now + duration.toNanos(), wallClock.plus(duration), origin);
	}

	/**
	 * Return the least time that a drain takes unhurried.
	 */
	Duration least() {
		return this.drain.settle().plus(this.drain.reserve());
	}

	/**
	 * Return whether a signal that its source no longer sees is void. An interruption
	 * notice is only once its time has passed, by either clock: AWS takes none back, what
	 * looks like it is a metadata service that flaps, and an instance that was stopped or
	 * hibernated wakes up after that time.
	 */
	boolean believesWithdrawal(StandingSignal signal, Instant wallClock, long now) {
		Deadline deadline = signal.deadline();
		boolean timed = signal.cause() == NoticeCause.SPOT_INTERRUPTION && deadline != null
				&& signal.signal() instanceof InterruptionNotice notice && deadline.time().equals(notice.time());
		return !timed || deadline == null || wallClock.isAfter(deadline.time()) || deadline.ticks() - now <= 0;
	}

}
