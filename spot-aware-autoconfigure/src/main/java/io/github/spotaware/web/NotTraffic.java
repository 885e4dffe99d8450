package io.github.spotaware.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Recognises requests that are not traffic: health checks of the load balancer and of
 * Kubernetes, everything under the management base path and the additional probe paths
 * where they are on the main port, and what users name.
 * <p>
 * A management base path of '/' says nothing about a path, so nothing is recognised by
 * it: ignored paths are the way then. Paths are compared as they were sent, by whole
 * segments; one in an unusual spelling is traffic, which is the safe side. Allocates
 * nothing.
 */
final class NotTraffic {

	/**
	 * How the User-Agent begins of what Elastic Load Balancing and Kubernetes send.
	 */
	static final String[] HEALTH_CHECKERS = { "ELB-HealthChecker/", "kube-probe/" };

	/**
	 * Paths of gRPC's own services, where a servlet serves gRPC.
	 */
	private static final List<String> GRPC = List.of("/grpc.health.v1.Health", "/grpc.reflection.v1.ServerReflection",
			"/grpc.reflection.v1alpha.ServerReflection");

	private static final int DEFAULT_PORT = 8080;

	private final String[] paths;

	private NotTraffic(List<String> paths) {
		this.paths = paths.toArray(String[]::new);
	}

	/**
	 * Return what the environment says.
	 * @param environment the environment
	 * @param endpointsPath the path below the context path under which endpoints lie
	 * @param ignoredPaths what users name
	 */
	static NotTraffic of(Environment environment, String endpointsPath, List<String> ignoredPaths) {
		List<String> paths = new ArrayList<>(ignoredPaths);
		paths.addAll(GRPC);
		String endpoints = withoutSlashAtEnd(endpointsPath);
		String management = withoutSlashAtEnd(
				environment.getProperty("management.endpoints.web.base-path", "/actuator"));
		if (managedOnMainPort(environment) && !management.isEmpty()) {
			paths.add(endpoints + management);
		}
		if (environment.getProperty("management.endpoint.health.probes.add-additional-paths", Boolean.class, false)) {
			paths.add(endpoints + "/livez");
			paths.add(endpoints + "/readyz");
		}
		return new NotTraffic(paths);
	}

	/**
	 * Return the same for full paths below a context path.
	 */
	NotTraffic under(@Nullable String contextPath) {
		if (contextPath == null || contextPath.isEmpty()) {
			return this;
		}
		return new NotTraffic(Arrays.stream(this.paths).map(contextPath::concat).toList());
	}

	static boolean isHealthChecker(@Nullable String userAgent) {
		if (userAgent != null) {
			for (String name : HEALTH_CHECKERS) {
				if (userAgent.startsWith(name)) {
					return true;
				}
			}
		}
		return false;
	}

	boolean matches(String path) {
		for (String prefix : this.paths) {
			if (path.startsWith(prefix) && endsSegment(path, prefix.length())) {
				return true;
			}
		}
		return false;
	}

	private static boolean endsSegment(String path, int index) {
		return path.length() == index || path.charAt(index) == '/' || path.charAt(index) == ';';
	}

	/**
	 * As Boot decides it: a negative port turns management off, another one moves it.
	 */
	static boolean managedOnMainPort(Environment environment) {
		Integer management = environment.getProperty("management.server.port", Integer.class);
		int main = environment.getProperty("server.port", Integer.class, DEFAULT_PORT);
		return management == null || (management != 0 && management == main);
	}

	private static String withoutSlashAtEnd(String path) {
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

}
