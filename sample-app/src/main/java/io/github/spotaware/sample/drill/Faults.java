package io.github.spotaware.sample.drill;

import java.util.Map;

import io.github.spotaware.test.elb.FakeLoadBalancing;

/**
 * Brings faults about.
 */
final class Faults {

	private static final int THROTTLED_CALLS = 3;

	private Faults() {
	}

	static void apply(Fault fault, FakeLoadBalancing loadBalancing) {
		if (fault == Fault.ACCESS_DENIED) {
			loadBalancing.fail("DeregisterTargets", io.github.spotaware.test.wire.Fault.accessDenied());
		}
		if (fault == Fault.THROTTLED) {
			loadBalancing.fail("DeregisterTargets", io.github.spotaware.test.wire.Fault.throttling(), THROTTLED_CALLS);
		}
		if (fault == Fault.THROTTLED_THROUGHOUT) {
			loadBalancing.fail(io.github.spotaware.test.wire.Faults.ANY,
					io.github.spotaware.test.wire.Fault.throttling());
		}
	}

	static Map<String, String> properties(Fault fault) {
		return switch (fault) {
			case WRONG_PORT -> Map.of("spot-aware.elb.target-port", "9");
			case HEALTH_CHECKS_ONLY -> Map.of("spot-aware.elb.deregister", "false");
			default -> Map.of();
		};
	}

}
