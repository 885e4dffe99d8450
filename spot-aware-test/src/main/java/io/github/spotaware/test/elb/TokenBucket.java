package io.github.spotaware.test.elb;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits requests to a burst and a refill rate, as in <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/throttling.html">Request
 * throttling for the Elastic Load Balancing API</a>.
 */
final class TokenBucket {

	private final double capacity;

	private final double perNano;

	private final LongSupplier ticker;

	private double tokens;

	private long filledAt;

	TokenBucket(int capacity, int perSecond, LongSupplier ticker) {
		this.capacity = capacity;
		this.perNano = perSecond / (double) TimeUnit.SECONDS.toNanos(1);
		this.ticker = ticker;
		this.tokens = capacity;
		this.filledAt = ticker.getAsLong();
	}

	synchronized boolean take() {
		long now = this.ticker.getAsLong();
		this.tokens = Math.min(this.capacity, this.tokens + (now - this.filledAt) * this.perNano);
		this.filledAt = now;
		if (this.tokens < 1) {
			return false;
		}
		this.tokens -= 1;
		return true;
	}

	synchronized void fill() {
		this.tokens = this.capacity;
	}

}
