package io.github.spotaware.test.kubernetes;

import java.time.Duration;

/**
 * Describes how the kubelet asks whether a container is ready, as in <a href=
 * "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/">Liveness,
 * Readiness, and Startup Probes</a>; a status from 200 to 399 passes.
 *
 * @param path the path of the request
 * @param initialDelay the time from the start of the container to the first probe
 * @param period the time between two probes
 * @param timeout the time after which a probe has failed
 * @param failureThreshold consecutive failures that make a container unready
 * @param successThreshold consecutive passes that make it ready
 */
public record ReadinessProbe(String path, Duration initialDelay, Duration period, Duration timeout,
		int failureThreshold, int successThreshold) {

	/**
	 * Starts from the defaults of Kubernetes: every 10 s, at most 1 s, unready after
	 * three failures, ready after one pass.
	 * @param path the path of the request
	 * @return the probe
	 */
	public static ReadinessProbe of(String path) {
		return new ReadinessProbe(path, Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(1), 3, 1);
	}

	/**
	 * Changes the time between two probes.
	 * @param changed the period
	 * @return the changed probe
	 */
	public ReadinessProbe withPeriod(Duration changed) {
		return new ReadinessProbe(this.path, this.initialDelay, changed, this.timeout, this.failureThreshold,
				this.successThreshold);
	}

	/**
	 * Changes the thresholds.
	 * @param failures consecutive failures that make a container unready
	 * @param successes consecutive passes that make it ready
	 * @return the changed probe
	 */
	public ReadinessProbe withThresholds(int failures, int successes) {
		return new ReadinessProbe(this.path, this.initialDelay, this.period, this.timeout, failures, successes);
	}

}
