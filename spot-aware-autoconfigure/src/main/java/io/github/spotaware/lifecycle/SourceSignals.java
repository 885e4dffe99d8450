package io.github.spotaware.lifecycle;

import java.time.InstantSource;

import io.github.spotaware.Signals;
import io.github.spotaware.SpotSignal;

/**
 * What one source tells to.
 *
 * @param source the source's name
 * @param health how the source fares
 * @param sources takes the signals
 * @param clock the wall clock
 */
record SourceSignals(String source, SourceHealth health, Sources sources, InstantSource clock) implements Signals {

	@Override
	public void report(SpotSignal signal) {
		this.sources.report(this.source, signal);
		this.health.succeeded(this.clock.instant());
	}

	@Override
	public void withdraw() {
		this.sources.withdraw(this.source);
		this.health.succeeded(this.clock.instant());
	}

	@Override
	public void failed(Throwable cause) {
		this.sources.reconsider(this.source);
		this.health.failed(this.clock.instant(), cause);
	}

	@Override
	public void refused(Throwable cause) {
		this.sources.reconsider(this.source);
		this.health.refused(this.clock.instant(), cause);
	}

}
