package io.github.spotaware.web;

import java.util.List;
import java.util.Objects;

import io.github.spotaware.Check;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.Finding;
import io.github.spotaware.HealthPaths;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.TargetView;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/**
 * Finds that nobody who asks for our readiness sees that it refuses traffic.
 */
final class ReadinessCheck implements Check {

	private static final String ID = "readiness-without-state";

	private static final String PROBES = "management.endpoint.health.probes.enabled";

	private static final String READINESS = "readiness";

	private final HealthGroups groups;

	private final HealthPaths paths;

	private final ObjectProvider<DrainTerms> terms;

	private final ObjectProvider<TargetView> targets;

	private final Environment environment;

	ReadinessCheck(HealthGroups groups, HealthPaths paths, ObjectProvider<DrainTerms> terms,
			ObjectProvider<TargetView> targets, Environment environment) {
		this.groups = groups;
		this.paths = paths;
		this.terms = terms;
		this.targets = targets;
		this.environment = environment;
	}

	@Override
	public List<Finding> findings() {
		DrainTerms known = this.terms.getIfAvailable();
		DrainTerms.Known now = (known != null) ? known.known() : null;
		if (now == null || this.paths.readiness() != null) {
			return List.of();
		}
		return List.of(finding(now.identity().platform()));
	}

	private Finding finding(Platform platform) {
		Reason reason = reason();
		if (platform == Platform.KUBERNETES) {
			return new Finding(ID, Severity.WARNING,
					"%s: no probe sees that traffic is refused, and until the pod is deleted it goes on getting requests while it drains."
						.formatted(reason.seen),
					reason.remedy);
		}
		return deregistered() ? new Finding(ID, Severity.WARNING,
				"%s: no health check sees that traffic is refused, so that where the target is not deregistered requests go on coming until the process ends."
					.formatted(reason.seen),
				reason.remedy)
				: new Finding(ID, Severity.CRITICAL,
						"%s, and nothing deregisters a target: no health check sees that traffic is refused, so that requests go on coming until the process ends."
							.formatted(reason.seen),
						reason.remedy);
	}

	private boolean deregistered() {
		boolean off = "false".equalsIgnoreCase(this.environment.getProperty("spot-aware.elb.deregister"));
		return !off && this.targets.stream().anyMatch((view) -> !view.targets().isEmpty());
	}

	private Reason reason() {
		List<HealthGroup> all = this.groups.all();
		if (all.isEmpty()) {
			return new Reason("The health endpoint cannot be asked over HTTP",
					"Add spring-boot-starter-actuator, and let 'management.endpoints.web.exposure.include' contain 'health'.");
		}
		HealthGroup group = group(all);
		if (group == null) {
			return this.environment.getProperty(PROBES, Boolean.class, true)
					? new Reason("The health endpoint has no group 'readiness'",
							"Let 'management.endpoint.health.group.readiness.include' contain 'readinessState'.")
					: new Reason("'%s' is 'false', and the health endpoint has no group 'readiness'".formatted(PROBES),
							"Remove '%s'.".formatted(PROBES));
		}
		return group.hasState() ? new Reason(
				"The health group 'readiness' answers status %d to refused traffic".formatted(group.status()),
				"Map 'out-of-service' to 503 in 'management.endpoint.health.status.http-mapping' and in that of the group.")
				: new Reason("The health group 'readiness' does not contain 'readinessState'",
						"Let 'management.endpoint.health.group.readiness.include' contain 'readinessState'.");
	}

	private static @Nullable HealthGroup group(List<HealthGroup> all) {
		return all.stream().filter((group) -> Objects.equals(group.name(), READINESS)).findFirst().orElse(null);
	}

	/**
	 * Why nobody sees it, and what to do about that.
	 */
	private record Reason(String seen, String remedy) {

	}

}
