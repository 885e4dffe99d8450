package io.github.spotaware.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads from which processes this one descends.
 *
 * @see <a href= "https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">
 * proc_pid_status(5)</a>
 */
final class Ancestors {

	/**
	 * More than any container has: what is read is not of one moment, and might go round.
	 */
	private static final int MOST = 64;

	private static final int SIGTERM = 15;

	private static final String BUSYBOX = "busybox";

	private final Path processes;

	/**
	 * Create the ancestors.
	 * @param root the root of the file system
	 */
	Ancestors(Path root) {
		this.processes = root.resolve("proc");
	}

	/**
	 * Read the ancestors, as far as they can be read.
	 * @return the ancestors, the parent first
	 */
	List<Ancestor> read() {
		List<Ancestor> all = new ArrayList<>();
		Ancestor next = read("self", 0);
		while (next != null && next.parent() > 0 && all.size() < MOST) {
			next = read(Long.toString(next.parent()), next.parent());
			if (next != null) {
				all.add(next);
			}
		}
		return all;
	}

	private @Nullable Ancestor read(String directory, long pid) {
		Path process = this.processes.resolve(directory);
		try {
			String status = text(process.resolve("status"));
			String name = field(status, "Name");
			long caught = Long.parseUnsignedLong(field(status, "SigCgt"), 16);
			return new Ancestor(pid, Long.parseLong(field(status, "PPid")), name, program(process, name),
					(caught & (1L << (SIGTERM - 1))) != 0);
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	private static String field(String status, String name) {
		String prefix = name + ":";
		return status.lines()
			.filter((line) -> line.startsWith(prefix))
			.map((line) -> line.substring(prefix.length()).strip())
			.findFirst()
			.orElse("");
	}

	/**
	 * Return the name of the program's file, which is readable to its owner only. The
	 * first word of the command line is to all, and tells what of BusyBox runs.
	 */
	private static String program(Path process, String name) {
		String file = file(process);
		if (!file.isEmpty() && !file.equals(BUSYBOX)) {
			return file;
		}
		String command = command(process);
		if (!command.isEmpty()) {
			return command;
		}
		return file.isEmpty() ? name : file;
	}

	private static String file(Path process) {
		try {
			return base(Files.readSymbolicLink(process.resolve("exe")).toString().replace(" (deleted)", ""));
		}
		catch (IOException | RuntimeException ex) {
			return "";
		}
	}

	private static String command(Path process) {
		try {
			return Arrays.stream(text(process.resolve("cmdline")).split("\0"))
				.map(Ancestors::base)
				.filter((word) -> !word.equals(BUSYBOX))
				.findFirst()
				.orElse("");
		}
		catch (IOException | RuntimeException ex) {
			return "";
		}
	}

	/**
	 * Return the last part of a path; a login shell's begins with a dash.
	 */
	private static String base(String path) {
		String last = path.substring(path.lastIndexOf('/') + 1);
		return last.startsWith("-") ? last.substring(1) : last;
	}

	private static String text(Path file) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
	}

}
