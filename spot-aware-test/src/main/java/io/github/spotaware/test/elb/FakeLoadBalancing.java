package io.github.spotaware.test.elb;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;
import io.vertx.core.Vertx;

/**
 * Plays the Elastic Load Balancing API, version 2015-12-01, of one account in one region
 * on a loopback port, with the account's request limits: <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/Welcome.html">Elastic
 * Load Balancing API Reference</a>. Safe for use by several threads.
 */
public final class FakeLoadBalancing implements AutoCloseable {

	private final Account account;

	private final ApiService service;

	FakeLoadBalancing(Vertx vertx, LongSupplier ticker) {
		this.account = new Account(ticker);
		this.service = new ApiService(vertx, this.account, ticker);
	}

	/**
	 * Starts the API.
	 * @param vertx what serves it
	 * @return the API
	 */
	public static FakeLoadBalancing start(Vertx vertx) {
		return start(vertx, System::nanoTime);
	}

	/**
	 * Starts the API on a time of one's own.
	 * @param vertx what serves it
	 * @param ticker tells the time, in nanoseconds
	 * @return the API
	 */
	public static FakeLoadBalancing start(Vertx vertx, LongSupplier ticker) {
		return new FakeLoadBalancing(vertx, ticker);
	}

	/**
	 * Returns where the API listens.
	 * @return scheme, host and port
	 */
	public URI endpoint() {
		return this.service.endpoint.uri();
	}

	/**
	 * Creates a target group.
	 * @param name the name
	 * @param settings the settings
	 * @return the group
	 */
	public FakeTargetGroup createTargetGroup(String name, TargetGroupSettings settings) {
		return this.account.create(name, settings);
	}

	/**
	 * Sets how long the load balancer keeps an idle connection to a target, as the API
	 * tells it; 60 s by default as on AWS.
	 * @param timeout the time, in whole seconds
	 */
	public void idleTimeout(Duration timeout) {
		this.account.idleTimeout(timeout);
	}

	/**
	 * Makes an action misbehave until the faults are cleared.
	 * @param action the action, or {@link Faults#ANY}
	 * @param fault how
	 */
	public void fail(String action, Fault fault) {
		fail(action, fault, Integer.MAX_VALUE);
	}

	/**
	 * Makes the next calls of an action misbehave.
	 * @param action the action, or {@link Faults#ANY}
	 * @param fault how
	 * @param times how many calls
	 */
	public void fail(String action, Fault fault, int times) {
		this.service.faults.plan(action, fault, times);
	}

	/**
	 * Behaves again.
	 */
	public void clearFaults() {
		this.service.faults.clear();
	}

	/**
	 * Returns the calls so far.
	 * @return the calls in the order of their arrival
	 */
	public List<ApiCall> calls() {
		return this.service.calls();
	}

	/**
	 * Returns the calls of one action so far.
	 * @param action the action
	 * @return the calls in the order of their arrival
	 */
	public List<ApiCall> calls(String action) {
		return calls().stream().filter((call) -> call.action().equals(action)).toList();
	}

	/**
	 * Goes back to the beginning, but for the target groups: no faults, no calls, the
	 * account's limits full, the idle timeout as on AWS.
	 */
	public void clear() {
		this.account.clear();
		this.service.reset();
	}

	/**
	 * Goes back to the beginning: forgets target groups, too.
	 */
	public void reset() {
		this.account.forgetGroups();
		clear();
	}

	@Override
	public void close() {
		this.service.endpoint.close();
	}

}
