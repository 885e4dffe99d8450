package io.github.spotaware.testsupport;

import java.util.concurrent.TimeUnit;

import io.github.spotaware.Ticker;

/**
 * Limits calls to a burst and a refill rate.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/throttling.html">Request
 * throttling for the Elastic Load Balancing API</a>
 */
public final class TokenBucket {

	private final double capacity;

	private final double perNano;

	private final Ticker ticker;

	private double tokens;

	private long filledAt;

	public TokenBucket(double capacity, double perSecond, Ticker ticker) {
		this.capacity = capacity;
		this.perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
		this.ticker = ticker;
		this.tokens = capacity;
		this.filledAt = ticker.nanos();
	}

	public boolean take() {
		long now = this.ticker.nanos();
		this.tokens = Math.min(this.capacity, this.tokens + (now - this.filledAt) * this.perNano);
		this.filledAt = now;
		if (this.tokens < 1) {
			return false;
		}
		this.tokens -= 1;
		return true;
	}

}
