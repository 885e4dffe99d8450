package io.github.spotaware.testsupport;

import java.time.Instant;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Says what a test wants it to say, once it was started.
 */
public final class FakeSource implements InterruptionSource {

	private final String name;

	private volatile @Nullable Signals signals;

	public FakeSource(String name) {
		this.name = name;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public void start(Signals target) {
		target.withdraw();
		this.signals = target;
	}

	@Override
	public void stop() {
	}

	public boolean started() {
		return this.signals != null;
	}

	public Signals signals() {
		Signals target = this.signals;
		if (target == null) {
			throw new IllegalStateException("'%s' was not started".formatted(this.name));
		}
		return target;
	}

	/**
	 * Report an interruption; without a time, the grace period sets the deadline.
	 */
	public void interrupt(InstanceAction action, @Nullable Instant time) {
		signals().report(new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, action, time));
	}

}
