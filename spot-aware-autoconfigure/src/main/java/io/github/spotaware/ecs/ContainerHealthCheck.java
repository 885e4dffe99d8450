package io.github.spotaware.ecs;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.HealthCheck;

/**
 * How the container agent looks whether our container is well.
 *
 * @param command the command that it runs in the container
 * @param latency how long a failure takes to count: interval times retries
 */
record ContainerHealthCheck(String command, Duration latency) {

	private static final Pattern URL = Pattern
		.compile("(?:https?://)?(?:localhost|127\\.0\\.0\\.1|\\[::1]|0\\.0\\.0\\.0)(?::(\\d{1,5}))?(/[^\\s'\"|&;)]*)?");

	private static final int DEFAULT_INTERVAL = 30;

	private static final int DEFAULT_RETRIES = 3;

	static ContainerHealthCheck of(HealthCheck check) {
		return new ContainerHealthCheck(String.join(" ", check.command()),
				Duration.ofSeconds(Objects.requireNonNullElse(check.interval(), DEFAULT_INTERVAL))
					.multipliedBy(Objects.requireNonNullElse(check.retries(), DEFAULT_RETRIES)));
	}

	/**
	 * Return what the command asks of the container itself.
	 * @return the address, or {@code null} where none can be seen in it
	 */
	@Nullable Asked asked() {
		Matcher url = URL.matcher(this.command);
		if (!url.find()) {
			return null;
		}
		String port = url.group(1);
		String path = url.group(2);
		int implied = url.group().startsWith("https") ? 443 : 80;
		return new Asked((path != null) ? path : "/", (port != null) ? Integer.parseInt(port) : implied);
	}

	/**
	 * What is asked.
	 *
	 * @param path the path
	 * @param port the port
	 */
	record Asked(String path, int port) {

	}

}
