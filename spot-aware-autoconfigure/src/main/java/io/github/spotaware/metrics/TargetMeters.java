package io.github.spotaware.metrics;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotaware.SpotStateChanged;
import io.github.spotaware.TargetStatus;
import io.github.spotaware.lifecycle.SpotPrepared;
import io.github.spotaware.lifecycle.SpotView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.event.EventListener;

/**
 * Meters our targets. Which target groups we are in is known when the steps of a drain
 * are ready, or not before a drain: each is added once, with all the states it can have.
 */
final class TargetMeters {

	private static final String UNKNOWN = "unknown";

	/**
	 * The states of a target, and ours for one that could not be asked for.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">
	 * TargetHealth</a>
	 */
	static final List<String> STATES = List.of("initial", "healthy", "unhealthy", "unhealthy.draining", "unused",
			"draining", "unavailable", UNKNOWN);

	private final SpotView view;

	private final MeterRegistry registry;

	private final Set<String> groups = ConcurrentHashMap.newKeySet();

	TargetMeters(SpotView view, MeterRegistry registry) {
		this.view = view;
		this.registry = registry;
	}

	@EventListener({ SpotPrepared.class, SpotStateChanged.class })
	void refresh() {
		this.view.targets()
			.stream()
			.map((status) -> status.target().groupName())
			.filter(this.groups::add)
			.forEach((group) -> STATES.forEach((state) -> register(group, state)));
	}

	private void register(String group, String state) {
		Gauge.builder(SpotMeter.ELB_TARGET.id(), this.view, (it) -> count(it.targets(), group, state))
			.description(SpotMeter.ELB_TARGET.description())
			.tag("group", group)
			.tag("state", state)
			.register(this.registry);
	}

	private static double count(List<TargetStatus> targets, String group, String state) {
		return targets.stream()
			.filter((status) -> status.target().groupName().equals(group))
			.filter((status) -> state.equals(STATES.contains(status.state()) ? status.state() : UNKNOWN))
			.count();
	}

}
