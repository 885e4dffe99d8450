package io.github.spotaware.background;

import java.util.Set;

/**
 * A task that runs. No two are equal.
 */
final class RunningTask {

	/**
	 * What is on the stack of a thread that does a part of an HTTP request, or writes to
	 * an event stream.
	 */
	private static final Set<String> REQUESTS = Set.of("org.springframework.web.context.request.async.",
			"org.springframework.web.servlet.mvc.method.annotation.", "org.springframework.web.reactive.result.");

	private final Thread thread;

	private final long since;

	RunningTask(Thread thread, long since) {
		this.thread = thread;
		this.since = since;
	}

	Thread thread() {
		return this.thread;
	}

	long since() {
		return this.since;
	}

	/**
	 * Return whether it does a part of an HTTP request: those are counted where requests
	 * are, and streams are not waited for.
	 */
	boolean servesRequest() {
		for (StackTraceElement frame : this.thread.getStackTrace()) {
			if (REQUESTS.stream().anyMatch(frame.getClassName()::startsWith)) {
				return true;
			}
		}
		return false;
	}

}
