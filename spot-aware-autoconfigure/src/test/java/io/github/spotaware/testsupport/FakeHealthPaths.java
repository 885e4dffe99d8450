package io.github.spotaware.testsupport;

import io.github.spotaware.HealthPaths;
import org.jspecify.annotations.Nullable;

/**
 * Paths as Boot has them, on port 8080.
 *
 * @param readiness where the readiness is found, for people, or {@code null}
 */
public record FakeHealthPaths(@Nullable String readiness) implements HealthPaths {

	/**
	 * Create the paths with a readiness to recommend.
	 */
	public FakeHealthPaths() {
		this("'/actuator/health/readiness'");
	}

	@Override
	public @Nullable Answer answer(String path, @Nullable Integer port) {
		if (port != null && port != 8080) {
			return null;
		}
		return switch (path) {
			case "/actuator/health/readiness" -> Answer.READINESS;
			case "/actuator/health" -> Answer.EVERYTHING;
			case "/actuator/health/liveness" -> Answer.STEADY;
			default -> Answer.UNKNOWN;
		};
	}

}
