package io.github.spotaware.sample.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Is an instance of the shop in a JVM of its own.
 */
public final class ShopProcess implements StartUp.Instance {

	private static final StartUp START_UP = new StartUp(Duration.ofSeconds(60), ShopProcess::sleep, System::nanoTime);

	private static final ShopClient CLIENT = new ShopClient();

	private final String instanceId;

	private final Process process;

	private final Path log;

	private final Path portFile;

	private ShopProcess(String instanceId, Process process, Path log, Path portFile) {
		this.instanceId = instanceId;
		this.process = process;
		this.log = log;
		this.portFile = portFile;
	}

	/**
	 * Start an instance and return at once.
	 * @param launch what to start
	 * @param directory where its log goes
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	static ShopProcess start(ShopLaunch launch, Path directory) throws IOException {
		Path log = directory.resolve(launch.instanceId() + ".log");
		Path portFile = directory.resolve(launch.instanceId() + ".port");
		ProcessBuilder builder = new ProcessBuilder(JavaCommand.ofThisJvm().with(launch.arguments(portFile)));
		launch.applyTo(builder.environment());
		builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
		return new ShopProcess(launch.instanceId(), builder.start(), log, portFile);
	}

	/**
	 * Return the name of this instance.
	 * @return the name
	 */
	@Override
	public String instanceId() {
		return this.instanceId;
	}

	/**
	 * Return the file this instance logs to.
	 * @return the file
	 */
	@Override
	public Path log() {
		return this.log;
	}

	/**
	 * Return the port this instance listens on.
	 * @return the port, 0 while it is not known
	 */
	public int port() {
		try {
			String text = Files.exists(this.portFile) ? Files.readString(this.portFile).strip() : "";
			return text.isEmpty() ? 0 : Integer.parseInt(text);
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/**
	 * Return whether the process still runs.
	 * @return whether it runs
	 */
	@Override
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Return whether the process is ready for requests.
	 * @return whether it is
	 */
	@Override
	public boolean serves() {
		int port = port();
		return port != 0 && CLIENT.readiness(port) == 200;
	}

	/**
	 * Return once this instance serves.
	 * @return this instance
	 * @throws IllegalStateException if it ended, or took too long
	 */
	public ShopProcess awaitServing() {
		START_UP.await(this);
		return this;
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while an instance starts", ex);
		}
	}

	/**
	 * Return what completes with the exit code, at the end of the process.
	 * @return the exit code to come
	 */
	public CompletableFuture<Integer> onExit() {
		return this.process.onExit().thenApply(Process::exitValue);
	}

	/**
	 * Send SIGTERM.
	 */
	public void terminate() {
		// Not Process.destroy, which closes the pipe that the instance watches.
		this.process.toHandle().destroy();
	}

	/**
	 * Send SIGKILL.
	 */
	public void kill() {
		this.process.destroyForcibly();
	}

}
