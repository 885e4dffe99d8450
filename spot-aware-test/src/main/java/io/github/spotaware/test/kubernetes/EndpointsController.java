package io.github.spotaware.test.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps the EndpointSlice of a service: shows the pods as they were a while ago.
 */
final class EndpointsController {

	private final ControlLoop loop;

	private final Duration lag;

	private final Map<String, ServiceEndpoint> endpoints = new LinkedHashMap<>();

	private final List<Consumer<List<ServiceEndpoint>>> watches = new ArrayList<>();

	EndpointsController(ControlLoop loop, Duration lag) {
		this.loop = loop;
		this.lag = lag;
	}

	/**
	 * Tells of every change, beginning with what there is.
	 */
	void watch(Consumer<List<ServiceEndpoint>> watch) {
		this.loop.after(Duration.ZERO, () -> {
			this.watches.add(watch);
			watch.accept(List.copyOf(this.endpoints.values()));
		});
	}

	void changed(FakePod pod) {
		PodStatus seen = pod.status();
		this.loop.after(this.lag, () -> publish(pod, seen));
	}

	private void publish(FakePod pod, PodStatus status) {
		if (status.ended()) {
			this.endpoints.remove(pod.name());
		}
		else {
			this.endpoints.put(pod.name(), ServiceEndpoint.of(pod, status));
		}
		List<ServiceEndpoint> slice = List.copyOf(this.endpoints.values());
		this.watches.forEach((watch) -> watch.accept(slice));
	}

}
