package io.github.spotaware.elb;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.spotaware.Check;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.Finding;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Finds that on a plain SIGTERM, where nothing deregisters us, the health checks take
 * longer than there is time.
 */
final class SlowHealthCheck implements Check {

	private final OwnGroups groups;

	private final ElbProperties properties;

	private final Supplier<DrainTerms.@Nullable Known> terms;

	SlowHealthCheck(OwnGroups groups, ElbProperties properties, Supplier<DrainTerms.@Nullable Known> terms) {
		this.groups = groups;
		this.properties = properties;
		this.terms = terms;
	}

	@Override
	public List<Finding> findings() {
		DrainTerms.Known now = this.terms.get();
		// Elsewhere an orchestrator takes us out.
		if (now == null || now.identity().platform() != Platform.EC2 || deregisters()) {
			return List.of();
		}
		return this.groups.all().stream().map((group) -> find(group, now)).filter(Objects::nonNull).toList();
	}

	private boolean deregisters() {
		return this.properties.register() && this.properties.deregister().on(Platform.EC2);
	}

	private static @Nullable Finding find(OwnGroups.Group group, DrainTerms.Known now) {
		HealthCheck check = group.kind().healthCheck();
		if (check == null) {
			return null;
		}
		Duration needed = check.latency().plus(now.settle()).plus(now.reserve());
		Duration grace = now.grace().duration();
		return (needed.compareTo(grace) > 0) ? finding(group, check, needed, now) : null;
	}

	private static Finding finding(OwnGroups.Group group, HealthCheck check, Duration needed, DrainTerms.Known now) {
		return new Finding("elb-health-check-slow", Severity.WARNING,
				"On a plain SIGTERM nothing deregisters the target, and the health check of target group '%s' takes %d s (%d checks, one every %d s) to see that it refuses traffic; with settle and reserve that is %d s, and SIGTERM leaves %d s (%s): what is still sent here then is lost."
					.formatted(group.name(), check.latency().toSeconds(), check.unhealthyThreshold(),
							check.interval().toSeconds(), needed.toSeconds(), now.grace().duration().toSeconds(),
							now.grace().origin()),
				"Set HealthCheckIntervalSeconds and UnhealthyThresholdCount of '%s' to 5 and 2, or %s to true. %s"
					.formatted(group.arn(), ElbProperties.REGISTER, now.grace().remedy()));
	}

}
