package io.github.spotaware.kubernetes;

import io.github.spotaware.Departure;
import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.Platform;
import io.github.spotaware.StepOutcome;

/**
 * Says who takes the pod out: the controllers do, because it is being deleted or is not
 * ready. That is all there is to do, and needs no permission.
 *
 * @see <a href=
 * "https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions">
 * Kubernetes: conditions of EndpointSlices</a>
 */
final class LeaveEndpoints implements DrainStep {

	@Override
	public String name() {
		return "leave-endpoints";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.LEAVE;
	}

	@Override
	public StepOutcome drain(Drain drain) {
		if (drain.identity().platform() != Platform.KUBERNETES) {
			return StepOutcome.skipped("this is no pod");
		}
		drain.departing(name(), Departure.byReadiness());
		return StepOutcome.done("controllers follow the pod's readiness and deletion");
	}

}
