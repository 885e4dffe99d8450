package io.github.spotaware.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotaware.Ticker;

/**
 * A ticker that stands still until it is told otherwise.
 */
final class FakeTicker implements Ticker {

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - Duration.ofMinutes(1).toNanos());

	@Override
	public long nanos() {
		return this.nanos.get();
	}

	void advance(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

}
