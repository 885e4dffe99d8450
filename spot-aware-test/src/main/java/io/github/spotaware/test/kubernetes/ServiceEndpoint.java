package io.github.spotaware.test.kubernetes;

import java.util.List;
import java.util.function.Predicate;

/**
 * Is a pod as an EndpointSlice shows it: <a href=
 * "https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions">Conditions</a>.
 *
 * @param pod the name of the pod
 * @param address the address
 * @param port the port
 * @param serving whether the pod is ready, deleted or not
 * @param terminating whether it was deleted
 */
record ServiceEndpoint(String pod, String address, int port, boolean serving, boolean terminating) {

	static ServiceEndpoint of(FakePod pod, PodStatus status) {
		return new ServiceEndpoint(pod.name(), pod.settings().address(), pod.settings().port(), status.ready(),
				status.terminating());
	}

	/**
	 * A deleted pod is not ready, whatever its probe says.
	 */
	boolean ready() {
		return this.serving && !this.terminating;
	}

	/**
	 * Returns those that new connections may go to: the ready ones or, if there is none,
	 * those that are about to end and still serve, as in <a href=
	 * "https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-to-terminating-endpoints">Traffic
	 * to terminating endpoints</a>.
	 */
	static List<ServiceEndpoint> usable(List<ServiceEndpoint> all) {
		List<ServiceEndpoint> ready = filter(all, ServiceEndpoint::ready);
		return ready.isEmpty() ? filter(all, ServiceEndpoint::serving) : ready;
	}

	private static List<ServiceEndpoint> filter(List<ServiceEndpoint> all, Predicate<ServiceEndpoint> condition) {
		return all.stream().filter(condition).toList();
	}

}
