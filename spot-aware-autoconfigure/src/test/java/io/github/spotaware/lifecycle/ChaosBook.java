package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotSignal;
import io.github.spotaware.testsupport.SimulatedTime;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the deadlines of a world, in plain arithmetic and by the words of the
 * documentation. All times count from the beginning.
 */
final class ChaosBook {

	private static final Duration LONGEST_NOTICE = Duration.ofMinutes(10);

	private final SimulatedTime time;

	private final Duration grace;

	private final Map<String, SpotSignal> signals = new LinkedHashMap<>();

	private final Map<String, Duration> deadlines = new LinkedHashMap<>();

	private Duration latestJoin = Duration.ZERO;

	private Duration stalled = Duration.ZERO;

	ChaosBook(SimulatedTime time, Duration grace) {
		this.time = time;
		this.grace = grace;
	}

	/**
	 * Note a signal. The same again changes nothing.
	 */
	void note(String source, SpotSignal signal) {
		SpotSignal before = this.signals.put(source, signal);
		if (!signal.equals(before) && signal instanceof InterruptionNotice notice) {
			this.deadlines.put(source, this.time.passed().plus(left(notice)));
			this.latestJoin = this.time.passed();
		}
	}

	private Duration left(InterruptionNotice notice) {
		Instant when = notice.time();
		if (notice.cause() == NoticeCause.AUTO_SCALING_STANDBY) {
			return Duration.ofDays(1);
		}
		Duration left = (when != null) ? Duration.between(this.time.clock().instant(), when) : Duration.ZERO;
		boolean absurd = notice.cause() == NoticeCause.SPOT_INTERRUPTION && left.compareTo(LONGEST_NOTICE) >= 0;
		return (left.isNegative() || left.isZero() || absurd) ? this.grace : left;
	}

	/**
	 * Forget what is no longer believed.
	 */
	void forget(String source) {
		this.signals.remove(source);
		this.deadlines.remove(source);
	}

	void stalled(Duration duration) {
		this.stalled = this.stalled.plus(duration);
	}

	@Nullable Duration deadline() {
		return this.deadlines.values().stream().min(Duration::compareTo).orElse(null);
	}

	/**
	 * Return by when a drain has to have ended, stalls included.
	 */
	@Nullable Duration drainedBy(Duration reserve) {
		Duration earliest = deadline();
		if (earliest == null) {
			return null;
		}
		Duration by = earliest.minus(reserve);
		return ((by.compareTo(this.latestJoin) > 0) ? by : this.latestJoin).plus(this.stalled).plusMillis(1);
	}

}
