package io.github.spotaware.test;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotaware.test.ecs.FakeEcs;
import io.github.spotaware.test.elb.FakeLoadBalancing;
import io.github.spotaware.test.imds.FakeInstance;
import io.github.spotaware.test.wire.Engine;
import io.vertx.core.Vertx;

/**
 * Plays AWS on loopback: instances with their metadata services, the Elastic Load
 * Balancing API, and ECS. Closing it closes everything it started. Safe for use by
 * several threads.
 */
public final class FakeAws implements AutoCloseable {

	private final Vertx vertx;

	private final FakeLoadBalancing loadBalancing;

	private final FakeEcs ecs;

	private final Map<String, FakeInstance> instances = new ConcurrentHashMap<>();

	private FakeAws(Vertx vertx) {
		this.vertx = vertx;
		this.loadBalancing = FakeLoadBalancing.start(vertx);
		this.ecs = FakeEcs.start(vertx);
	}

	/**
	 * Starts a fake AWS.
	 * @return the fake
	 */
	public static FakeAws start() {
		return new FakeAws(Engine.start());
	}

	/**
	 * Returns an instance, started on the first call.
	 * @param id the instance id
	 * @param privateIp the private address
	 * @return the instance
	 */
	public FakeInstance instance(String id, String privateIp) {
		return this.instances.computeIfAbsent(id, (key) -> FakeInstance.start(this.vertx, key, privateIp));
	}

	/**
	 * Returns the Elastic Load Balancing API.
	 * @return the API
	 */
	public FakeLoadBalancing loadBalancing() {
		return this.loadBalancing;
	}

	/**
	 * Returns the ECS API.
	 * @return the API
	 */
	public FakeEcs ecs() {
		return this.ecs;
	}

	/**
	 * Forgets notices, faults, calls, target groups, tasks and services; the instances go
	 * on.
	 */
	public void reset() {
		this.instances.values().forEach(FakeInstance::reset);
		this.loadBalancing.reset();
		this.ecs.reset();
	}

	@Override
	public void close() {
		Engine.await(this.vertx.close());
	}

}
