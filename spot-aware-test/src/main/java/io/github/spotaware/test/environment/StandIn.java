package io.github.spotaware.test.environment;

import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.wire.Endpoint;
import io.github.spotaware.test.wire.Engine;
import io.vertx.core.Vertx;

/**
 * Plays the instance that replaces the interrupted one: in service from the notice on,
 * and answers everything with 200.
 */
final class StandIn implements AutoCloseable {

	private static final String ID = "i-00000000000000002";

	private final FakeTargetGroup group;

	private final Vertx vertx = Engine.start();

	private final Target target;

	StandIn(FakeTargetGroup group) {
		this.group = group;
		Endpoint endpoint = Endpoint.listen(this.vertx,
				(request) -> request.endHandler((end) -> request.response().end()));
		this.target = new Target(ID, endpoint.uri().getPort());
	}

	Target target() {
		return this.target;
	}

	void enter() {
		this.group.register(this.target.id(), this.target.port());
		this.group.healthy(this.target.id(), this.target.port());
	}

	void leave() {
		this.group.deregister(this.target.id(), this.target.port());
	}

	@Override
	public void close() {
		Engine.await(this.vertx.close());
	}

}
