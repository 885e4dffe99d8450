package io.github.spotaware.test.kubernetes;

import java.time.Duration;
import java.util.Map;

/**
 * Holds the settings of a pod with one container.
 *
 * @param name the name
 * @param address the address
 * @param port the port of the container
 * @param probe the readiness probe
 * @param gracePeriod {@code terminationGracePeriodSeconds}
 * @param preStop how long a {@code preStop} hook sleeps, zero for none
 * @param readinessGate whether the pod is ready only once its target is healthy, as in
 * <a href=
 * "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/">Pod
 * readiness gate</a>
 */
public record PodSettings(String name, String address, int port, ReadinessProbe probe, Duration gracePeriod,
		Duration preStop, boolean readinessGate) {

	/**
	 * Starts from a pod with the grace period of Kubernetes, 30 s.
	 * @param name the name
	 * @param address the address
	 * @param port the port of the container
	 * @return the settings
	 */
	public static PodSettings of(String name, String address, int port) {
		return new PodSettings(name, address, port, ReadinessProbe.of("/actuator/health/readiness"),
				Duration.ofSeconds(30), Duration.ZERO, false);
	}

	/**
	 * Changes the readiness probe.
	 * @param changed the probe
	 * @return the changed settings
	 */
	public PodSettings withProbe(ReadinessProbe changed) {
		return new PodSettings(this.name, this.address, this.port, changed, this.gracePeriod, this.preStop,
				this.readinessGate);
	}

	/**
	 * Changes the grace period.
	 * @param changed {@code terminationGracePeriodSeconds}
	 * @return the changed settings
	 */
	public PodSettings withGracePeriod(Duration changed) {
		return new PodSettings(this.name, this.address, this.port, this.probe, changed, this.preStop,
				this.readinessGate);
	}

	/**
	 * Changes the sleep before SIGTERM.
	 * @param changed how long the hook sleeps
	 * @return the changed settings
	 */
	public PodSettings withPreStop(Duration changed) {
		return new PodSettings(this.name, this.address, this.port, this.probe, this.gracePeriod, changed,
				this.readinessGate);
	}

	/**
	 * Makes the pod wait for its target.
	 * @param changed whether it does
	 * @return the changed settings
	 */
	public PodSettings withReadinessGate(boolean changed) {
		return new PodSettings(this.name, this.address, this.port, this.probe, this.gracePeriod, this.preStop, changed);
	}

	/**
	 * Returns the variables its container has: those of the API server, at whose port
	 * nothing listens, and those that the downward API is asked for by custom.
	 * @return the variables
	 */
	public Map<String, String> environment() {
		return Map.of("KUBERNETES_SERVICE_HOST", "127.0.0.1", "KUBERNETES_SERVICE_PORT", "1", "POD_NAME", this.name,
				"POD_NAMESPACE", "default", "POD_IP", this.address, "NODE_NAME", "ip-10-0-1-10.ec2.internal");
	}

}
