package io.github.spotaware.web;

import java.util.List;
import java.util.Objects;

import io.github.spotaware.HealthPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Knows what our paths answer from where Boot's health endpoint and its groups are found.
 */
final class ProbePaths implements HealthPaths {

	private static final String READINESS = "readiness";

	private static final int DEFAULT_PORT = 8080;

	private final Environment environment;

	private final String applicationPath;

	private final HealthGroups groups;

	/**
	 * Create the paths.
	 * @param environment says where endpoints are
	 * @param applicationPath the path below which the application lies, as its callers
	 * see it
	 * @param groups the groups of the health endpoint
	 */
	ProbePaths(Environment environment, String applicationPath, HealthGroups groups) {
		this.environment = environment;
		this.applicationPath = withoutSlashAtEnd(applicationPath);
		this.groups = groups;
	}

	@Override
	public @Nullable Answer answer(String path, @Nullable Integer port) {
		String plain = withoutSlashAtEnd(path.replaceFirst("[?#].*", ""));
		if (port == null || port.equals(mainPort())) {
			return managedApart() ? besides(plain, false, this.applicationPath) : onMain(plain);
		}
		return (managedApart() && port.equals(managementPort())) ? onManagement(plain) : null;
	}

	private Answer onMain(String path) {
		Answer answer = besides(path, false, this.applicationPath);
		return (answer != Answer.UNKNOWN) ? answer : managed(path, this.applicationPath);
	}

	private Answer onManagement(String path) {
		Answer answer = besides(path, true, managementPath());
		return (answer != Answer.UNKNOWN) ? answer : managed(path, managementPath());
	}

	/**
	 * Return what an additional path of a group answers.
	 */
	private Answer besides(String path, boolean managed, String base) {
		return this.groups.all()
			.stream()
			.filter((group) -> group.managed() == managed && group.path() != null && path.equals(base + group.path()))
			.findFirst()
			.map(ProbePaths::answer)
			.orElse(Answer.UNKNOWN);
	}

	/**
	 * Return what a path answers where the endpoints are.
	 */
	private Answer managed(String path, String base) {
		String endpoints = base + endpointsPath();
		String health = base + healthPath();
		for (HealthGroup group : this.groups.all()) {
			if (path.equals(group.name().isEmpty() ? health : health + "/" + group.name())) {
				return answer(group);
			}
		}
		if (isBelow(path, health)) {
			// A component, or a group that is not there.
			return Answer.UNKNOWN;
		}
		boolean endpoint = !endpoints.equals(base) && (path.equals(endpoints) || isBelow(path, endpoints));
		return endpoint ? Answer.STEADY : Answer.UNKNOWN;
	}

	private static boolean isBelow(String path, String above) {
		return path.startsWith(above + "/");
	}

	private static Answer answer(HealthGroup group) {
		if (!group.refuses()) {
			return Answer.STEADY;
		}
		return group.name().isEmpty() ? Answer.EVERYTHING : Answer.READINESS;
	}

	@Override
	public @Nullable String readiness() {
		List<HealthGroup> refusing = this.groups.all()
			.stream()
			.filter((group) -> group.refuses() && !group.name().isEmpty())
			.toList();
		return refusing.stream()
			.filter((group) -> group.name().equals(READINESS))
			.findFirst()
			.or(() -> refusing.stream().findFirst())
			.map(this::words)
			.orElse(null);
	}

	private String words(HealthGroup group) {
		if (group.path() != null && !group.managed()) {
			return "'%s%s'".formatted(this.applicationPath, group.path());
		}
		return managedApart()
				? "'%s%s/%s' on port %d".formatted(managementPath(), healthPath(), group.name(), managementPort())
				: "'%s%s/%s'".formatted(this.applicationPath, healthPath(), group.name());
	}

	private String endpointsPath() {
		return withoutSlashAtEnd(this.environment.getProperty("management.endpoints.web.base-path", "/actuator"));
	}

	private String healthPath() {
		String name = this.environment.getProperty("management.endpoints.web.path-mapping.health", "health");
		return endpointsPath() + (name.startsWith("/") ? name : "/" + name);
	}

	private String managementPath() {
		return withoutSlashAtEnd(this.environment.getProperty("management.server.base-path", ""));
	}

	private boolean managedApart() {
		return !NotTraffic.managedOnMainPort(this.environment);
	}

	private int mainPort() {
		return port("local.server.port", "server.port", DEFAULT_PORT);
	}

	private int managementPort() {
		return port("local.management.port", "management.server.port", -1);
	}

	/**
	 * Return the port that the server has got, once it runs.
	 */
	private int port(String actual, String configured, int otherwise) {
		Integer known = this.environment.getProperty(actual, Integer.class);
		return Objects.requireNonNullElseGet(
				(known != null) ? known : this.environment.getProperty(configured, Integer.class), () -> otherwise);
	}

	private static String withoutSlashAtEnd(String path) {
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

}
