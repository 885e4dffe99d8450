package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Handles SIGTERM and SIGINT: drains first, and then lets the JVM end as it would, so
 * that shutdown hooks run after the drain. Without {@code jdk.unsupported} the hold on
 * the context that a shutdown hook closes has to do; with {@code -Xrs} no hook runs, and
 * only what closes the context drains.
 */
final class TerminationSignals {

	private static final Log logger = LogFactory.getLog(TerminationSignals.class);

	/**
	 * Wrappers and service managers send a signal twice in a row.
	 */
	private static final Duration SAME_REQUEST = Duration.ofSeconds(2);

	private static final TerminationSignals INSTANCE = new TerminationSignals(JvmLifecycles.instance(),
			System::nanoTime);

	private final JvmLifecycles lifecycles;

	private final Ticker ticker;

	private final Map<Signal, SignalHandler> previous = new LinkedHashMap<>();

	private @Nullable Long first;

	TerminationSignals(JvmLifecycles lifecycles, Ticker ticker) {
		this.lifecycles = lifecycles;
		this.ticker = ticker;
	}

	static TerminationSignals instance() {
		return INSTANCE;
	}

	synchronized void install() {
		if (this.previous.isEmpty()) {
			for (String name : List.of("TERM", "INT")) {
				install(new Signal(name));
			}
		}
	}

	private void install(Signal signal) {
		try {
			this.previous.put(signal, Signal.handle(signal, this::handle));
		}
		catch (IllegalArgumentException ex) {
			logger.warn("SIG%s cannot be handled (%s): it ends this process at once, without a drain. "
				.formatted(signal.getName(), ex.getMessage())
					+ "Start the JVM without '-Xrs'; only a closing application context drains");
		}
	}

	synchronized void restore() {
		if (this.first == null) {
			this.previous.forEach(Signal::handle);
			this.previous.clear();
		}
	}

	private void handle(Signal signal) {
		SignalHandler next = this.previous.get(signal);
		boolean goOn = true;
		try {
			goOn = arrived("SIG" + signal.getName());
		}
		finally {
			if (goOn && next != null) {
				next.handle(signal);
			}
		}
	}

	/**
	 * Return whether what repeats its signal will not wait for less than it said.
	 */
	private boolean orchestrated() {
		return this.lifecycles.all().stream().anyMatch((lifecycle) -> lifecycle.identity().platform().orchestrated());
	}

	/**
	 * Drain for a signal.
	 * @param signal the name of the signal
	 * @return whether the JVM is to end now; not for a signal that repeats one that is
	 * being handled
	 */
	boolean arrived(String signal) {
		synchronized (this) {
			long now = this.ticker.nanos();
			if (this.first != null) {
				if (now - this.first >= SAME_REQUEST.toNanos() && !orchestrated()) {
					logger.warn("Another %s: not waiting any longer".formatted(signal));
					this.lifecycles.all().forEach(SpotLifecycle::skip);
				}
				return false;
			}
			this.first = now;
		}
		InterruptionNotice notice = new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null);
		this.lifecycles.all().forEach((lifecycle) -> lifecycle.hear(signal.toLowerCase(java.util.Locale.ROOT), notice));
		this.lifecycles.all().forEach(SpotLifecycle::awaitDrained);
		return true;
	}

}
