package io.github.spotaware.web;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Binds what users say about requests during a drain.
 *
 * @param ignoredPaths Paths below the context path whose requests are not traffic, each
 * with all that lies under it; of gRPC such as '/package.Service'.
 * @param connectionClose Whether callers are told to leave their connections while the
 * drain runs: by 'Connection: close' over HTTP/1.1, by GOAWAY over HTTP/2 and gRPC.
 * @param longLived Time after which an open request no longer holds up the drain.
 */
@ConfigurationProperties("spot-aware.drain")
record WebProperties(@DefaultValue List<String> ignoredPaths, @DefaultValue("true") boolean connectionClose,
		@DefaultValue("10s") Duration longLived) {

	WebProperties {
		ignoredPaths = ignoredPaths.stream().map(WebProperties::checkedPath).toList();
		if (longLived.isZero() || longLived.isNegative()) {
			throw new InvalidPropertyException("spot-aware.drain.long-lived", longLived,
					"no request would ever hold up the drain", "Set a time longer than zero, such as 10s.");
		}
	}

	/**
	 * Return a path without the wildcard it may end in.
	 */
	private static String checkedPath(String path) {
		if (!path.startsWith("/")) {
			throw invalidPath(path, "a path begins with '/'", "Begin with '/', as in /internal.");
		}
		String prefix = path.endsWith("/**") ? path.substring(0, path.length() - 3) : path;
		while (prefix.endsWith("/")) {
			prefix = prefix.substring(0, prefix.length() - 1);
		}
		if (prefix.isEmpty()) {
			throw invalidPath(path, "it would ignore every request", "Name the paths that no user calls.");
		}
		if (prefix.chars().anyMatch((character) -> "*?{}# \t".indexOf(character) >= 0)) {
			throw invalidPath(path, "it is a pattern, and only '/**' at the end is known",
					"Name the path above instead; all under it is ignored.");
		}
		return prefix;
	}

	private static InvalidPropertyException invalidPath(String path, String reason, String remedy) {
		return new InvalidPropertyException("spot-aware.drain.ignored-paths", path, reason, remedy);
	}

}
