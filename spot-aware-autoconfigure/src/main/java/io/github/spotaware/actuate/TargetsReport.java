package io.github.spotaware.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * How our targets are, for a deployer that waits for them.
 *
 * @param healthy whether there are any, and all are healthy
 * @param targets our targets
 */
record TargetsReport(boolean healthy, List<SpotReport.Target> targets) implements OperationResponseBody {

	private static final String HEALTHY = "healthy";

	static TargetsReport of(List<SpotReport.Target> targets) {
		boolean healthy = !targets.isEmpty() && targets.stream().allMatch((target) -> target.state().equals(HEALTHY));
		return new TargetsReport(healthy, targets);
	}

}
