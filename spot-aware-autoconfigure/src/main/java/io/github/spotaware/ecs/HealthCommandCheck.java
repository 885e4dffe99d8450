package io.github.spotaware.ecs;

import java.util.List;
import java.util.function.Supplier;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.HealthPaths;
import io.github.spotaware.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Finds that the container's health check fails in a drain, or with whatever else fails.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html">
 * Container health checks</a>
 */
final class HealthCommandCheck implements Check {

	private static final String ID = "ecs-health-check";

	private static final String REMEDY = "Let 'healthCheck' of the container ask the path of the health group 'liveness', such as '/actuator/health/liveness'.";

	private final TaskFacts facts;

	private final Supplier<@Nullable HealthPaths> paths;

	HealthCommandCheck(TaskFacts facts, Supplier<@Nullable HealthPaths> paths) {
		this.facts = facts;
		this.paths = paths;
	}

	@Override
	public List<Finding> findings() {
		ContainerHealthCheck check = this.facts.healthCheck();
		HealthPaths known = this.paths.get();
		ContainerHealthCheck.Asked asked = (check != null) ? check.asked() : null;
		HealthPaths.Answer answer = (known != null && asked != null) ? known.answer(asked.path(), asked.port()) : null;
		if (check == null || asked == null || answer == null) {
			return List.of();
		}
		return switch (answer) {
			case EVERYTHING -> List.of(everything(check, asked));
			case READINESS -> List.of(readiness(check, asked));
			case STEADY, UNKNOWN -> List.of();
		};
	}

	private static Finding everything(ContainerHealthCheck check, ContainerHealthCheck.Asked asked) {
		return new Finding(ID, Severity.WARNING,
				"The health check of the container asks '%s', which fails with every component and in a drain: after %d s ECS stops the task, and a database that all tasks share stops all of them at once."
					.formatted(asked.path(), check.latency().toSeconds()),
				REMEDY);
	}

	private static Finding readiness(ContainerHealthCheck check, ContainerHealthCheck.Asked asked) {
		return new Finding(ID, Severity.INFO,
				"The health check of the container asks '%s', which fails in a drain: after %d s ECS stops the task. One that is interrupted goes anyway; one that an operator drained does not come back."
					.formatted(asked.path(), check.latency().toSeconds()),
				REMEDY);
	}

}
