package io.github.spotaware.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/**
 * Knows whether there is a Docker engine to use, and the images that run on it.
 */
final class DockerEngine {

	private static final String IMAGES = "/foreign-images.properties";

	static {
		// It talks much.
		for (String name : List.of("org.testcontainers", "tc")) {
			((Logger) LoggerFactory.getLogger(name)).setLevel(Level.WARN);
		}
	}

	private DockerEngine() {
	}

	static boolean usable() {
		return Holder.USABLE;
	}

	/**
	 * Return the image of a server. They are listed in a file because the gate has to
	 * know them too.
	 */
	static DockerImageName image(String server) {
		return DockerImageName.parse(Objects.requireNonNull(images().getProperty(server), server));
	}

	private static Properties images() {
		Properties images = new Properties();
		try (InputStream file = DockerEngine.class.getResourceAsStream(IMAGES)) {
			images.load(Objects.requireNonNull(file, IMAGES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return images;
	}

	/**
	 * Asks once.
	 */
	private static final class Holder {

		static final boolean USABLE = ask();

		private static boolean ask() {
			Logger logger = (Logger) LoggerFactory.getLogger("org.testcontainers");
			Level before = logger.getLevel();
			// Where there is none it tells of each way that it tried.
			logger.setLevel(Level.OFF);
			try {
				return DockerClientFactory.instance().isDockerAvailable()
						&& images().stringPropertyNames().stream().allMatch(Holder::isThere);
			}
			catch (RuntimeException ex) {
				// It answers, but what Testcontainers starts first cannot be pulled.
				return false;
			}
			finally {
				logger.setLevel(before);
			}
		}

		/**
		 * Pulls the image where it is not there yet.
		 */
		private static boolean isThere(String server) {
			return !new RemoteDockerImage(image(server)).get().isEmpty();
		}

	}

}
