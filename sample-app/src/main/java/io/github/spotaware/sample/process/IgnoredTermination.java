package io.github.spotaware.sample.process;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ignores SIGTERM, as images do whose entry point traps it so that the application serves
 * until it is killed.
 */
public final class IgnoredTermination {

	/**
	 * Tells an instance to ignore SIGTERM.
	 */
	public static final String ARGUMENT = "--ignore-termination";

	private IgnoredTermination() {
	}

	/**
	 * Ignore it from now on.
	 */
	public static void begin() {
		Signal.handle(new Signal("TERM"), SignalHandler.SIG_IGN);
	}

}
