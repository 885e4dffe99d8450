package io.github.spotaware.testsupport;

import java.time.Duration;

import io.github.spotaware.InterruptionSource;
import io.github.spotaware.Signals;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * Asks when a test has it ask, and hears what the test wants.
 */
public final class ScriptedSource implements InterruptionSource {

	private final String name;

	private final @Nullable Duration latency;

	private volatile @Nullable Signals signals;

	private volatile @Nullable SpotSignal seen;

	/**
	 * Create a source.
	 * @param name its name
	 * @param latency how soon it sees an interruption notice, or {@code null} when it
	 * sees none
	 */
	public ScriptedSource(String name, @Nullable Duration latency) {
		this.name = name;
		this.latency = latency;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable Duration noticeLatency() {
		return this.latency;
	}

	@Override
	public void start(Signals target) {
		this.signals = target;
		ask();
	}

	@Override
	public void stop() {
		this.signals = null;
	}

	/**
	 * Set what there is to see from now on, and ask.
	 */
	public void show(SpotSignal signal) {
		this.seen = signal;
		ask();
	}

	/**
	 * Ask once, and tell what is seen.
	 */
	public void ask() {
		Signals target = this.signals;
		if (target != null) {
			SpotSignal signal = this.seen;
			if (signal != null) {
				target.report(signal);
			}
			else {
				target.withdraw();
			}
		}
	}

}
