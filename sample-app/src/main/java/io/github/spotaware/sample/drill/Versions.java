package io.github.spotaware.sample.drill;

import java.util.Objects;

import org.springframework.boot.SpringBootVersion;

/**
 * Says which versions of things run here.
 */
final class Versions {

	private Versions() {
	}

	static String of(Server server) {
		String own = Versions.class.getPackage().getImplementationVersion();
		return "Java %s; Spring Boot %s; %s %s; Spot Aware %s".formatted(System.getProperty("java.version"),
				SpringBootVersion.getVersion(), server.title(), server.version(),
				Objects.requireNonNullElse(own, "from its classes"));
	}

}
