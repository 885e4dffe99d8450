package io.github.spotaware.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates key stores with a new key for localhost, by the JDK's own tool.
 */
final class Keystores {

	private static @Nullable Path shared;

	private Keystores() {
	}

	/**
	 * Return one for all tests: it takes a process to create it.
	 */
	static synchronized Path shared() throws IOException, InterruptedException {
		Path known = shared;
		if (known == null) {
			known = Files.createTempDirectory("keystores").resolve("keystore.p12");
			create(known);
			known.toFile().deleteOnExit();
			shared = known;
		}
		return known;
	}

	private static void create(Path keystore) throws IOException, InterruptedException {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keystore", keystore.toString(), "-storetype", "PKCS12", "-storepass", "secret",
				"-keyalg", "EC", "-dname", "CN=localhost", "-alias", "server")
			.redirectErrorStream(true)
			.start();
		String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(keytool.waitFor()).as(output).isZero();
	}

}
