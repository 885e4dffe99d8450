package io.github.spotaware.test.alb;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.spotaware.test.elb.HealthCheck;
import io.github.spotaware.test.elb.Registration;
import io.github.spotaware.test.elb.Target;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Checks the targets of a group from one node, each as soon as it is known and then at
 * the interval; runs on the event loop of its node.
 */
final class HealthChecker {

	private static final String USER_AGENT = "ELB-HealthChecker/2.0";

	private final Settings settings;

	private final String node;

	private final HttpClient client;

	private final Map<Target, Long> checkedAt = new HashMap<>();

	private final Set<Target> underWay = new HashSet<>();

	HealthChecker(Settings settings, String node, HttpClient client) {
		this.settings = settings;
		this.node = node;
		this.client = client;
	}

	void tick() {
		long now = this.settings.group().nanoTime();
		long interval = this.settings.group().settings().healthCheck().interval().toNanos();
		for (Registration registration : this.settings.group().registrations()) {
			Target target = registration.target();
			boolean watched = registration.deregisteredAt() == null || this.settings.neverDeregistered();
			Long before = this.checkedAt.get(target);
			if (watched && (before == null || now - before >= interval) && this.underWay.add(target)) {
				this.checkedAt.put(target, now);
				check(target);
			}
		}
	}

	private void check(Target target) {
		if (this.settings.off().contains(target)) {
			ended(target, false);
			return;
		}
		HealthCheck check = this.settings.group().settings().healthCheck();
		RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET)
			.setHost(this.settings.addresses().apply(target.id()))
			.setPort(target.port())
			.setURI(check.path())
			.setTimeout(check.timeout().toMillis())
			.putHeader("User-Agent", USER_AGENT);
		this.client.request(options)
			.compose(HttpClientRequest::send)
			.map((response) -> response.statusCode() == 200)
			.otherwise(false)
			.onSuccess((passed) -> ended(target, passed));
	}

	private void ended(Target target, boolean passed) {
		this.underWay.remove(target);
		this.settings.group().checked(this.node, target, passed);
	}

}
