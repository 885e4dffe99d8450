package io.github.spotaware.elb;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.spotaware.Check;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.Finding;
import io.github.spotaware.HealthPaths;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Finds that the health check of a target group does not see that a drain begins, or sees
 * more than that.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">
 * Health checks for target groups</a>
 */
final class HealthPathCheck implements Check {

	private static final String ID = "elb-health-check-path";

	private final OwnGroups groups;

	private final ElbProperties properties;

	private final ServerPort serverPort;

	private final Supplier<@Nullable HealthPaths> paths;

	private final Supplier<DrainTerms.@Nullable Known> terms;

	HealthPathCheck(OwnGroups groups, ElbProperties properties, ServerPort serverPort,
			Supplier<@Nullable HealthPaths> paths, Supplier<DrainTerms.@Nullable Known> terms) {
		this.groups = groups;
		this.properties = properties;
		this.serverPort = serverPort;
		this.paths = paths;
		this.terms = terms;
	}

	@Override
	public List<Finding> findings() {
		HealthPaths known = this.paths.get();
		DrainTerms.Known now = this.terms.get();
		if (known == null || now == null) {
			return List.of();
		}
		return this.groups.all()
			.stream()
			.map((group) -> find(group, known, now.identity()))
			.filter(Objects::nonNull)
			.toList();
	}

	private @Nullable Finding find(OwnGroups.Group group, HealthPaths known, InstanceIdentity identity) {
		HealthCheck check = group.kind().healthCheck();
		if (check == null) {
			return null;
		}
		String remedy = remedy(group, known.readiness());
		if (check.protocol().equals("TCP")) {
			return portOnly(group, remedy);
		}
		Integer port = (check.port() != null) ? check.port() : group.target().port();
		HealthPaths.Answer answer = check.http()
				? known.answer(Objects.requireNonNull(check.path()), isTraffic(port, identity) ? null : port) : null;
		if (answer == null) {
			return null;
		}
		return switch (answer) {
			case READINESS -> null;
			case EVERYTHING -> everything(group, check, remedy);
			case STEADY -> steady(group, check, remedy);
			case UNKNOWN -> unknown(group, check, remedy);
		};
	}

	/**
	 * Return whether a port leads to our web server, perhaps through that of a container.
	 */
	private boolean isTraffic(Integer port, InstanceIdentity identity) {
		Integer server = this.serverPort.get();
		return port.equals(this.properties.targetPort())
				|| (server != null && port.equals(identity.reachablePort(server)));
	}

	private static Finding portOnly(OwnGroups.Group group, String remedy) {
		return new Finding(ID, Severity.WARNING,
				"The health check of target group '%s' looks only whether the port is open, which it is until the end of a drain: where the target is not deregistered, requests go on coming until then."
					.formatted(group.name()),
				remedy);
	}

	private static Finding steady(OwnGroups.Group group, HealthCheck check, String remedy) {
		return new Finding(ID, Severity.WARNING,
				"The health check of target group '%s' asks '%s', which answers the same in a drain as before: where the target is not deregistered, requests go on coming until the process ends."
					.formatted(group.name(), check.path()),
				remedy);
	}

	private static Finding everything(OwnGroups.Group group, HealthCheck check, String remedy) {
		return new Finding(ID, Severity.INFO,
				"The health check of target group '%s' asks '%s', which fails with every component: a database that all instances share takes all of them out of service at once."
					.formatted(group.name(), check.path()),
				remedy);
	}

	private static Finding unknown(OwnGroups.Group group, HealthCheck check, String remedy) {
		return new Finding(ID, Severity.INFO,
				"The health check of target group '%s' asks '%s', which is for the application to answer: unless that turns 503 when a drain begins, only the deregistration turns callers away."
					.formatted(group.name(), check.path()),
				remedy);
	}

	private static String remedy(OwnGroups.Group group, @Nullable String readiness) {
		return (readiness != null) ? "Let the health check of '%s' ask %s over HTTP.".formatted(group.arn(), readiness)
				: "Let the health check of '%s' ask a path that turns 503 with the readiness: there is none as yet."
					.formatted(group.arn());
	}

}
