package io.github.spotaware.grpc;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;

/**
 * Whether the health service says that nothing is served.
 */
final class HealthRefusal {

	private volatile boolean refusing;

	void refusing(boolean nowRefusing) {
		this.refusing = nowRefusing;
	}

	/**
	 * Return what is said in place of a status.
	 */
	ServingStatus instead(ServingStatus status) {
		return this.refusing ? ServingStatus.NOT_SERVING : status;
	}

}
