package io.github.spotaware.test.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Says when each request is to be sent, whatever became of the others.
 *
 * @param perSecond the rate
 * @param total how many requests there are, {@link Long#MAX_VALUE} without bound
 */
record Schedule(double perSecond, long total) {

	Schedule {
		if (!(perSecond > 0)) {
			throw new IllegalArgumentException("rate must be above 0, was '%s'".formatted(perSecond));
		}
	}

	static Schedule of(double perSecond, @Nullable Duration duration) {
		if (duration == null) {
			return new Schedule(perSecond, Long.MAX_VALUE);
		}
		return new Schedule(perSecond, (long) Math.ceil(perSecond * duration.toNanos() / TimeUnit.SECONDS.toNanos(1)));
	}

	boolean bounded() {
		return this.total != Long.MAX_VALUE;
	}

	/**
	 * Returns how long after the start a request is to be sent.
	 */
	long offsetNanos(long request) {
		return (long) (request * (TimeUnit.SECONDS.toNanos(1) / this.perSecond));
	}

	boolean due(long request, long elapsedNanos) {
		return request < this.total && offsetNanos(request) <= elapsedNanos;
	}

}
