package io.github.spotaware.imds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.springframework.mock.env.MockEnvironment;

/**
 * A client of a scripted metadata service, with the surroundings it is in.
 */
final class MetadataFixture implements AutoCloseable {

	final ScriptedMetadataService service;

	final MockEnvironment environment = new MockEnvironment();

	final Surroundings surroundings;

	final MetadataClient client;

	final ImdsProperties properties = new ImdsProperties(true, Duration.ofMillis(20), Duration.ofSeconds(5), null,
			Duration.ofMinutes(1), true);

	private final Path root;

	MetadataFixture(Path root) throws IOException {
		this(root, Duration.ofSeconds(5));
	}

	MetadataFixture(Path root, Duration timeout) throws IOException {
		this.root = root;
		this.service = new ScriptedMetadataService();
		this.environment.setProperty("aws.ec2MetadataServiceEndpoint", this.service.endpoint().toString());
		this.surroundings = new Surroundings(this.environment, root);
		this.client = new MetadataClient(new MetadataClientFactory(this.surroundings, timeout));
	}

	void onAnInstance() throws IOException {
		Path file = this.root.resolve("sys/devices/virtual/dmi/id/sys_vendor");
		Files.createDirectories(file.getParent());
		Files.writeString(file, "Amazon EC2\n");
	}

	void bootedAt(Instant time) throws IOException {
		Path file = this.root.resolve("proc/stat");
		Files.createDirectories(file.getParent());
		Files.writeString(file, "cpu  1 2 3\nctxt 5\nbtime %d\nprocesses 7\n".formatted(time.getEpochSecond()));
	}

	@Override
	public void close() {
		this.client.close();
		this.service.close();
	}

}
