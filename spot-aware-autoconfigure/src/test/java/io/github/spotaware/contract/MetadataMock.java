package io.github.spotaware.contract;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The Amazon EC2 Metadata Mock, AWS's own mock of the instance metadata service, in a
 * container. What it serves is set by arguments once and for all, so there is a container
 * for each set of them.
 *
 * @see <a href="https://github.com/aws/amazon-ec2-metadata-mock">Amazon EC2 Metadata
 * Mock</a>
 */
public final class MetadataMock {

	/**
	 * The instance that it plays.
	 */
	public static final String INSTANCE_ID = "i-1234567890abcdef0";

	private static final int PORT = 1338;

	private static final Map<List<String>, URI> RUNNING = new ConcurrentHashMap<>();

	private MetadataMock() {
	}

	/**
	 * Returns the address of a mock that asks for tokens, started by the first who wants
	 * it.
	 * @param arguments its arguments
	 * @return the address
	 */
	public static URI with(String... arguments) {
		return RUNNING.computeIfAbsent(List.of(arguments), (key) -> start(arguments));
	}

	/**
	 * Starts a mock of its own, whose delays count from now.
	 * @param arguments its arguments
	 * @return the address
	 */
	@SuppressWarnings("resource") // Testcontainers removes it when the JVM ends.
	public static URI start(String... arguments) {
		String[] command = new String[arguments.length + 1];
		System.arraycopy(arguments, 0, command, 0, arguments.length);
		command[arguments.length] = "--imdsv2";
		GenericContainer<?> container = new GenericContainer<>(DockerEngine.image("metadata-mock")).withCommand(command)
			.withExposedPorts(PORT)
			.waitingFor(Wait.forHttp("/latest/meta-data/").forStatusCode(401));
		container.start();
		return URI.create("http://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT)));
	}

}
