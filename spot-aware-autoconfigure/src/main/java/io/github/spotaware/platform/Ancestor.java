package io.github.spotaware.platform;

import java.util.Set;

/**
 * A process from which this one descends.
 *
 * @param pid its process id
 * @param parent its parent's process id, 0 when that is in no namespace of ours
 * @param name the name it goes by; a script's is that of its file
 * @param program the program that it runs, as far as that could be read; a script's is
 * its interpreter
 * @param catchesTerm whether it has a handler for SIGTERM
 */
record Ancestor(long pid, long parent, String name, String program, boolean catchesTerm) {

	private static final Set<String> SHELLS = Set.of("sh", "ash", "bash", "busybox", "dash", "ksh", "ksh93", "mksh",
			"zsh");

	/**
	 * Return whether SIGTERM ends here. As PID 1 a shell without a handler does not even
	 * notice it, elsewhere it ends and leaves its children alone.
	 */
	boolean swallows() {
		return SHELLS.contains(this.program) && !this.catchesTerm;
	}

	/**
	 * Return whether it signals every process of a service itself.
	 */
	boolean signalsAll() {
		return this.name.equals("systemd");
	}

	@Override
	public String toString() {
		return "'%s' (PID %d)".formatted(this.name, this.pid);
	}

}
