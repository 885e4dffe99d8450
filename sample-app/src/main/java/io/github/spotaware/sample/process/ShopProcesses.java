package io.github.spotaware.sample.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Holds all instances of this run, and ends them with it.
 */
public final class ShopProcesses implements AutoCloseable {

	private final Path directory;

	private final List<ShopProcess> processes = new CopyOnWriteArrayList<>();

	private final Thread hook = new Thread(this::end, "end-instances");

	private volatile boolean keepLogs;

	private ShopProcesses(Path directory) {
		this.directory = directory;
	}

	/**
	 * Open a set of instances with an empty directory for their logs.
	 * @return the set
	 */
	public static ShopProcesses open() {
		try {
			ShopProcesses processes = new ShopProcesses(Files.createTempDirectory("spot-aware-"));
			Runtime.getRuntime().addShutdownHook(processes.hook);
			return processes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Start an instance.
	 * @param launch what to start
	 * @return the instance, which does not serve yet
	 */
	public ShopProcess start(ShopLaunch launch) {
		try {
			ShopProcess process = ShopProcess.start(launch, this.directory);
			this.processes.add(process);
			return process;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return where the logs are.
	 * @return the directory
	 */
	public Path directory() {
		return this.directory;
	}

	/**
	 * Leave the logs where they are at the end.
	 */
	public void keepLogs() {
		this.keepLogs = true;
	}

	@Override
	public void close() {
		end();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is going down, and the hook runs or ran.
		}
	}

	private synchronized void end() {
		this.processes.forEach(ShopProcess::kill);
		this.processes.forEach((process) -> process.onExit().join());
		if (!this.keepLogs && Files.exists(this.directory)) {
			deleteLogs();
		}
	}

	private void deleteLogs() {
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
