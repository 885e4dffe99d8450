package io.github.spotaware.elb;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.spotaware.IdleTimeout;
import io.github.spotaware.LoadBalancerView;
import org.jspecify.annotations.Nullable;

/**
 * Knows of the load balancers of our groups after how long they close an idle connection,
 * which is asked, and how long their health checks take. Safe for use by any thread.
 */
final class LoadBalancers implements LoadBalancerView {

	private final OwnGroups groups;

	private final LoadBalancingApi api;

	private final Map<String, IdleTimeout> known = Collections.synchronizedMap(new LinkedHashMap<>());

	private final Attempts attempts = new Attempts();

	LoadBalancers(OwnGroups groups, LoadBalancingApi api) {
		this.groups = groups;
		this.api = api;
	}

	/**
	 * Ask those that were not asked yet, and again those that did not tell and may.
	 * @throws InterruptedException when interrupted
	 */
	void read() throws InterruptedException {
		for (OwnGroups.Group group : this.groups.all()) {
			for (String loadBalancer : group.kind().applicationLoadBalancers()) {
				if (unread(loadBalancer)) {
					this.known.put(loadBalancer, read(group.arn(), loadBalancer));
				}
			}
		}
	}

	/**
	 * Return whether some may tell that did not yet.
	 */
	boolean open() {
		return this.groups.all()
			.stream()
			.flatMap((group) -> group.kind().applicationLoadBalancers().stream())
			.anyMatch(this::unread);
	}

	private boolean unread(String loadBalancer) {
		IdleTimeout told = this.known.get(loadBalancer);
		return (told == null || told.duration() == null) && !this.attempts.over(loadBalancer);
	}

	private IdleTimeout read(String group, String loadBalancer) throws InterruptedException {
		Answer<Duration> answer = this.api.idleTimeout(group, loadBalancer);
		Problem problem = answer.problem();
		if (problem != null) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			this.attempts.failed(loadBalancer, problem.retryable());
		}
		return new IdleTimeout(loadBalancer, answer.value(), (problem != null) ? problem.answer() : null);
	}

	@Override
	public List<IdleTimeout> idleTimeouts() {
		synchronized (this.known) {
			return List.copyOf(this.known.values());
		}
	}

	@Override
	public @Nullable Duration healthCheckLatency() {
		return this.groups.all()
			.stream()
			.map((group) -> group.kind().healthCheck())
			.filter(Objects::nonNull)
			.map(HealthCheck::latency)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

}
