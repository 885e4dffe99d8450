package io.github.spotaware.web;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import io.github.spotaware.Ticker;
import io.github.spotaware.traffic.CountedTraffic;

/**
 * Counts the requests of the web server, and refuses them when it is about to stop.
 */
final class WebTraffic extends CountedTraffic {

	/**
	 * Seconds after which a caller that is refused may come back.
	 */
	static final String RETRY_AFTER = "1";

	private final LongAdder refused = new LongAdder();

	private volatile boolean refusing;

	WebTraffic(Ticker ticker, Duration longLived) {
		super(ticker, longLived);
	}

	/**
	 * Refuse what comes from now on, or no longer.
	 * @param refusing whether the web server is about to stop
	 */
	void refusing(boolean refusing) {
		this.refusing = refusing;
	}

	/**
	 * Return whether a request that has just come is refused, and count it if so.
	 */
	boolean refuses() {
		if (this.refusing) {
			this.refused.increment();
		}
		return this.refusing;
	}

	/**
	 * Return how many requests were refused.
	 */
	long refused() {
		return this.refused.sum();
	}

}
