package io.github.spotaware.kubernetes;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import org.jspecify.annotations.Nullable;

/**
 * What the kubelet asks, and how long it takes to believe what it sees.
 *
 * @param kind how it asks
 * @param path the path that it asks for over HTTP, or {@code null}
 * @param port the port at which it asks, or {@code null} where there is none
 * @param latency how long a failure takes to count: period times threshold
 */
record ProbeFacts(Kind kind, @Nullable String path, @Nullable Integer port, Duration latency) {

	private static final int DEFAULT_PERIOD = 10;

	private static final int DEFAULT_THRESHOLD = 3;

	/**
	 * Return what there is to know of a probe.
	 * @param probe the probe
	 * @param ports the ports of its container by their names
	 */
	static ProbeFacts of(Probe probe, Map<String, Integer> ports) {
		Duration latency = Duration.ofSeconds(Objects.requireNonNullElse(probe.getPeriodSeconds(), DEFAULT_PERIOD))
			.multipliedBy(Objects.requireNonNullElse(probe.getFailureThreshold(), DEFAULT_THRESHOLD));
		HTTPGetAction http = probe.getHttpGet();
		if (http != null) {
			return new ProbeFacts(Kind.HTTP, Objects.requireNonNullElse(http.getPath(), "/"),
					port(http.getPort(), ports), latency);
		}
		return (probe.getTcpSocket() != null)
				? new ProbeFacts(Kind.TCP, null, port(probe.getTcpSocket().getPort(), ports), latency)
				: new ProbeFacts(Kind.OTHER, null, null, latency);
	}

	private static @Nullable Integer port(@Nullable IntOrString port, Map<String, Integer> ports) {
		if (port == null) {
			return null;
		}
		return (port.getIntVal() != null) ? port.getIntVal() : ports.get(port.getStrVal());
	}

	/**
	 * Names how the kubelet asks.
	 */
	enum Kind {

		/**
		 * For a path.
		 */
		HTTP,

		/**
		 * Whether the port is open.
		 */
		TCP,

		/**
		 * By a command, or over gRPC.
		 */
		OTHER

	}

}
