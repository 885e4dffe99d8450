package io.github.spotaware.test.elb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Holds the target groups of an account and what it may call per second.
 */
final class Account {

	static final String LOAD_BALANCER_ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/demo/0123456789abcdef";

	private static final String GROUP_ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/%s/%016x";

	private static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(60);

	private final LongSupplier ticker;

	private final TokenBucket changes;

	private final TokenBucket descriptions;

	private final Map<String, FakeTargetGroup> groups = new LinkedHashMap<>();

	private long created;

	private Duration idleTimeout = DEFAULT_IDLE_TIMEOUT;

	Account(LongSupplier ticker) {
		this.ticker = ticker;
		this.changes = new TokenBucket(20, 4, ticker);
		this.descriptions = new TokenBucket(40, 10, ticker);
	}

	synchronized FakeTargetGroup create(String name, TargetGroupSettings settings) {
		this.created++;
		String arn = GROUP_ARN.formatted(name, this.created);
		FakeTargetGroup group = new FakeTargetGroup(arn, name, settings, this.ticker);
		this.groups.put(arn, group);
		return group;
	}

	synchronized FakeTargetGroup group(String arn) {
		FakeTargetGroup group = this.groups.get(arn);
		if (group == null) {
			throw new ApiException(400, "TargetGroupNotFound", "Target groups '%s' not found".formatted(arn));
		}
		return group;
	}

	synchronized List<FakeTargetGroup> groups() {
		return new ArrayList<>(this.groups.values());
	}

	/**
	 * Returns how long the load balancer keeps an idle connection.
	 */
	synchronized Duration idleTimeout(String loadBalancer) {
		if (!loadBalancer.equals(LOAD_BALANCER_ARN)) {
			throw new ApiException(400, "LoadBalancerNotFound",
					"Load balancers '[%s]' not found".formatted(loadBalancer));
		}
		return this.idleTimeout;
	}

	synchronized void idleTimeout(Duration timeout) {
		this.idleTimeout = timeout;
	}

	void admit(boolean change) {
		TokenBucket bucket = change ? this.changes : this.descriptions;
		if (!bucket.take()) {
			throw new ApiException(400, "Throttling", "Rate exceeded");
		}
	}

	synchronized void forgetGroups() {
		this.groups.clear();
	}

	synchronized void clear() {
		this.idleTimeout = DEFAULT_IDLE_TIMEOUT;
		this.changes.fill();
		this.descriptions.fill();
	}

}
