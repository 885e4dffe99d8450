package io.github.spotaware.sample.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Ends this JVM when the one that started it is gone.
 */
public final class ParentWatch implements Runnable {

	/**
	 * Tells an instance that standard input is a pipe to be watched.
	 */
	public static final String ARGUMENT = "--watch-parent";

	private final InputStream pipe;

	private final Runnable end;

	ParentWatch(InputStream pipe, Runnable end) {
		this.pipe = pipe;
		this.end = end;
	}

	/**
	 * Watch the pipe at standard input in a thread of its own. Without a drain: whoever
	 * would want one is gone.
	 */
	public static void start() {
		Thread thread = new Thread(new ParentWatch(System.in, () -> Runtime.getRuntime().halt(1)), "parent-watch");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void run() {
		try {
			this.pipe.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// A broken pipe says the same as its end.
		}
		this.end.run();
	}

}
