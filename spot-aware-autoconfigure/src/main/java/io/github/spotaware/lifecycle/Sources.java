package io.github.spotaware.lifecycle;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Signals;
import io.github.spotaware.SpotSignal;

/**
 * Takes what the sources of one application context say to every context of this JVM, and
 * knows how they fare. Safe for use by any thread.
 */
final class Sources {

	private final Map<String, SourceHealth> health = new LinkedHashMap<>();

	private final SpotLifecycle lifecycle;

	private final JvmLifecycles jvm;

	private final InstantSource clock;

	Sources(SpotLifecycle lifecycle, JvmLifecycles jvm, InstantSource clock) {
		this.lifecycle = lifecycle;
		this.jvm = jvm;
		this.clock = clock;
	}

	/**
	 * Return what a source tells to.
	 */
	synchronized Signals signals(String source) {
		SourceHealth known = this.health.computeIfAbsent(source, SourceHealth::new);
		return new SourceSignals(source, known, this, this.clock);
	}

	/**
	 * Return whether every source has answered, or failed to, at least once.
	 */
	synchronized boolean answered() {
		return this.health.values().stream().allMatch(SourceHealth::answered);
	}

	synchronized List<SourceStatus> status() {
		return this.health.values().stream().map(SourceHealth::status).toList();
	}

	/**
	 * Say that a signal stands.
	 */
	void report(String source, SpotSignal signal) {
		this.lifecycle.hear(source, signal);
		this.jvm.others(this.lifecycle).forEach((other) -> other.hear(JvmLifecycles.relayed(source), signal));
	}

	/**
	 * Say that a source sees nothing.
	 */
	void withdraw(String source) {
		this.lifecycle.doubt(source);
		this.jvm.others(this.lifecycle).forEach((other) -> other.doubt(JvmLifecycles.relayed(source)));
	}

	/**
	 * Weigh again what a source said, which time may have changed.
	 */
	void reconsider(String source) {
		StandingSignal signal = this.lifecycle.currentStanding().of(source);
		if (signal != null) {
			report(source, signal.signal());
		}
	}

	/**
	 * Stop speaking for this application context: what others heard from it is void, but
	 * for what an operator said to all.
	 */
	void retire() {
		for (StandingSignal signal : this.lifecycle.standing()) {
			if (!signal.cause().irrevocable() && !signal.source().equals(OperatorControl.SOURCE)) {
				this.jvm.others(this.lifecycle)
					.forEach((other) -> other.forget(JvmLifecycles.relayed(signal.source())));
			}
		}
	}

}
