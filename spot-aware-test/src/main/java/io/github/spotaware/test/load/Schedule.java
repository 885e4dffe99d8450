package io.github.spotaware.test.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Says when each request is to be sent, whatever became of the others.
 *
 * @param perSecond the rate
 * @param together how many requests are sent at once
 * @param total how many requests there are, {@link Long#MAX_VALUE} without bound
 */
record Schedule(double perSecond, int together, long total) {

	Schedule {
		if (!(perSecond > 0)) {
			throw new IllegalArgumentException("rate must be above 0, was '%s'".formatted(perSecond));
		}
		if (together < 1) {
			throw new IllegalArgumentException("a burst must be of 1 request or more, was '%s'".formatted(together));
		}
	}

	static Schedule of(double perSecond, int together, @Nullable Duration duration) {
		if (duration == null) {
			return new Schedule(perSecond, together, Long.MAX_VALUE);
		}
		double times = perSecond / together * duration.toNanos() / TimeUnit.SECONDS.toNanos(1);
		return new Schedule(perSecond, together, (long) Math.ceil(times) * together);
	}

	boolean bounded() {
		return this.total != Long.MAX_VALUE;
	}

	/**
	 * Returns how long after the start a request is to be sent.
	 */
	long offsetNanos(long request) {
		long first = request - request % this.together;
		return (long) (first * (TimeUnit.SECONDS.toNanos(1) / this.perSecond));
	}

	boolean due(long request, long elapsedNanos) {
		return request < this.total && offsetNanos(request) <= elapsedNanos;
	}

}
