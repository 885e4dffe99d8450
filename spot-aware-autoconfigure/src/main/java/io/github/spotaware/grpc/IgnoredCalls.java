package io.github.spotaware.grpc;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Knows the calls that are no traffic: health checks, reflection, gRPC's own services,
 * and what users name.
 */
final class IgnoredCalls {

	private static final List<String> OF_GRPC_ITSELF = List.of("grpc.health.", "grpc.reflection.", "grpc.channelz.");

	private static final List<String> PROBES = List.of("ELB-HealthChecker/", "kube-probe/");

	private final List<String> paths;

	/**
	 * Create it.
	 * @param paths what users name, such as {@code /shop.Stock} or
	 * {@code /shop.Stock/Refresh}; what is no such path matches nothing
	 */
	IgnoredCalls(List<String> paths) {
		this.paths = paths.stream().map(IgnoredCalls::name).filter((name) -> !name.isEmpty()).toList();
	}

	/**
	 * Return whether a call is no traffic.
	 * @param method the full name of its method, such as {@code shop.Stock/Refresh}
	 * @param userAgent what the caller says it is
	 */
	boolean match(String method, @Nullable String userAgent) {
		return startsWithOne(method, OF_GRPC_ITSELF) || (userAgent != null && startsWithOne(userAgent, PROBES))
				|| isNamed(method);
	}

	private boolean isNamed(String method) {
		for (String path : this.paths) {
			if (method.startsWith(path) && (method.length() == path.length() || method.charAt(path.length()) == '/')) {
				return true;
			}
		}
		return false;
	}

	private static boolean startsWithOne(String text, List<String> prefixes) {
		for (String prefix : prefixes) {
			if (text.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

	private static String name(String path) {
		String trimmed = path.endsWith("/**") ? path.substring(0, path.length() - 3) : path;
		return trimmed.startsWith("/") ? trimmed.substring(1) : trimmed;
	}

}
