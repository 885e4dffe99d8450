package io.github.spotaware.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Starts commands as a container does: as PID 1 of a namespace of processes.
 */
final class ProcessNamespace {

	private static final List<String> UNSHARE = List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child");

	private static final @Nullable List<String> USABLE = usable();

	private ProcessNamespace() {
	}

	/**
	 * Return whether this machine lets us have a namespace.
	 */
	static boolean available() {
		return USABLE != null;
	}

	/**
	 * Return a command that starts another one as PID 1.
	 */
	static List<String> pid1(String... command) {
		if (USABLE == null) {
			throw new IllegalStateException("There is no namespace to be had");
		}
		return with(USABLE, command);
	}

	/**
	 * Send SIGTERM to PID 1, as who stops a container does.
	 */
	static void terminate(ExampleProcess example) {
		example.process().children().forEach(ProcessHandle::destroy);
	}

	/**
	 * Return whether a command can be run and succeeds.
	 */
	static boolean succeeds(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Only root may have one, others as root of a namespace of users.
	 */
	private static @Nullable List<String> usable() {
		List<String> asRootOfUsers = with(UNSHARE, "--user", "--map-root-user");
		if (succeeds(with(UNSHARE, "true"))) {
			return UNSHARE;
		}
		return succeeds(with(asRootOfUsers, "true")) ? asRootOfUsers : null;
	}

	private static List<String> with(List<String> first, String... more) {
		List<String> all = new ArrayList<>(first);
		all.addAll(List.of(more));
		return all;
	}

}
