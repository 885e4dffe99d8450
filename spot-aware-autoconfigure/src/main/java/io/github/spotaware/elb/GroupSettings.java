package io.github.spotaware.elb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotaware.Target;

/**
 * Reads how our groups and their load balancers are set, for those who look whether that
 * suits us: their kinds, the deregistration delays, and after how long an idle connection
 * is closed. Asks once for each, and again, when it is told to read again, what was not
 * told and may be. Safe for use by any thread.
 */
final class GroupSettings {

	private final LoadBalancingApi api;

	private final TargetBook book;

	private final GroupKinds kinds;

	private final LoadBalancers loadBalancers;

	private final Map<String, Duration> delays = new ConcurrentHashMap<>();

	private final Attempts attempts = new Attempts();

	GroupSettings(LoadBalancingApi api, TargetBook book, GroupKinds kinds, LoadBalancers loadBalancers) {
		this.api = api;
		this.book = book;
		this.kinds = kinds;
		this.loadBalancers = loadBalancers;
	}

	/**
	 * Read what is not known yet of the groups that we are known to be in.
	 * @throws InterruptedException when interrupted
	 */
	void read() throws InterruptedException {
		Map<String, List<Target>> groups = this.book.groups((target) -> target.delay() == null);
		for (Map.Entry<String, List<Target>> group : groups.entrySet()) {
			if (unread(group.getKey())) {
				readDelay(group.getKey());
			}
			Duration delay = this.delays.get(group.getKey());
			if (delay != null) {
				this.book.update(group.getValue(), (target) -> target.delayed(delay));
			}
		}
		for (String group : ofUnknownKind()) {
			this.kinds.read(group);
		}
		this.loadBalancers.read();
	}

	private Set<String> ofUnknownKind() {
		return this.book.groups((target) -> this.kinds.open(target.target().group())).keySet();
	}

	private void readDelay(String group) throws InterruptedException {
		Answer<Duration> answer = this.api.deregistrationDelay(group);
		Duration delay = answer.value();
		Problem problem = answer.problem();
		if (delay != null) {
			this.delays.put(group, delay);
		}
		else if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		else {
			this.attempts.failed(group, problem == null || problem.retryable());
		}
	}

	/**
	 * Return whether something is not known that may be told when it is read again.
	 */
	boolean open() {
		return this.book.groups((target) -> target.delay() == null).keySet().stream().anyMatch(this::unread)
				|| !ofUnknownKind().isEmpty() || this.loadBalancers.open();
	}

	private boolean unread(String group) {
		return !this.delays.containsKey(group) && !this.attempts.over(group);
	}

}
