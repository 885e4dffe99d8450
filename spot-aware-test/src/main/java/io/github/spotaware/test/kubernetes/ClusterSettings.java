package io.github.spotaware.test.kubernetes;

import java.time.Duration;

/**
 * Holds how late each part of a cluster is. What becomes of a deleted pod first depends
 * on nothing else: they all hear of it on their own.
 *
 * @param kubeletLag from the deletion of a pod until its kubelet begins to end it
 * @param endpointsLag from a change of a pod until EndpointSlices show it
 * @param proxyLag from a change of EndpointSlices until kube-proxy has its rules in place
 * @param targetLag from a change of a pod until the load balancer controller has
 * registered or deregistered it
 * @param targetHealthInterval how often the load balancer controller looks whether the
 * target of a pod with a readiness gate is healthy
 */
public record ClusterSettings(Duration kubeletLag, Duration endpointsLag, Duration proxyLag, Duration targetLag,
		Duration targetHealthInterval) {

	/**
	 * Starts from a cluster where nothing is late. Readiness gates are looked after every
	 * 15 s, as by the AWS Load Balancer Controller.
	 * @return the settings
	 */
	public static ClusterSettings prompt() {
		return new ClusterSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(15));
	}

	/**
	 * Makes the way of callers and the end of the process apart from each other.
	 * @param lag from SIGTERM, or the {@code preStop} hook, until new connections of
	 * callers and the load balancer controller go past the pod; negative if it is before
	 * @return the changed settings
	 */
	public ClusterSettings withLag(Duration lag) {
		boolean before = lag.isNegative();
		Duration later = before ? Duration.ZERO : lag;
		return new ClusterSettings(before ? lag.negated() : Duration.ZERO, Duration.ZERO, later, later,
				this.targetHealthInterval);
	}

	/**
	 * Changes how late the kubelet is.
	 * @param lag the lag
	 * @return the changed settings
	 */
	public ClusterSettings withKubeletLag(Duration lag) {
		return new ClusterSettings(lag, this.endpointsLag, this.proxyLag, this.targetLag, this.targetHealthInterval);
	}

	/**
	 * Changes how late EndpointSlices are.
	 * @param lag the lag
	 * @return the changed settings
	 */
	public ClusterSettings withEndpointsLag(Duration lag) {
		return new ClusterSettings(this.kubeletLag, lag, this.proxyLag, this.targetLag, this.targetHealthInterval);
	}

	/**
	 * Changes how late kube-proxy is.
	 * @param lag the lag
	 * @return the changed settings
	 */
	public ClusterSettings withProxyLag(Duration lag) {
		return new ClusterSettings(this.kubeletLag, this.endpointsLag, lag, this.targetLag, this.targetHealthInterval);
	}

	/**
	 * Changes how late the load balancer controller is.
	 * @param lag the lag
	 * @return the changed settings
	 */
	public ClusterSettings withTargetLag(Duration lag) {
		return new ClusterSettings(this.kubeletLag, this.endpointsLag, this.proxyLag, lag, this.targetHealthInterval);
	}

	/**
	 * Changes how often the load balancer controller looks after readiness gates.
	 * @param interval the interval
	 * @return the changed settings
	 */
	public ClusterSettings withTargetHealthInterval(Duration interval) {
		return new ClusterSettings(this.kubeletLag, this.endpointsLag, this.proxyLag, this.targetLag, interval);
	}

}
