package io.github.spotaware.sample.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.spotaware.sample.process.ShopClient;
import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.imds.FakeInstance;
import org.jspecify.annotations.Nullable;

/**
 * Is one instance of the fleet, from its start to its end.
 */
final class Member {

	private final int number;

	private final ShopProcess process;

	private final FakeInstance instance;

	private final FakeTargetGroup group;

	private final InstantSource clock;

	private volatile @Nullable Target target;

	private volatile @Nullable Instant deadline;

	private volatile @Nullable Instant gone;

	private volatile String state = "STARTING";

	Member(int number, ShopProcess process, FakeInstance instance, FakeTargetGroup group, InstantSource clock) {
		this.number = number;
		this.process = process;
		this.instance = instance;
		this.group = group;
		this.clock = clock;
	}

	int number() {
		return this.number;
	}

	/**
	 * Give the notice, unless there is one or the instance does not serve.
	 */
	synchronized boolean interrupt(Duration notice) {
		if (!isInterruptible()) {
			return false;
		}
		Instant time = this.clock.instant().plus(notice);
		this.deadline = time;
		this.instance.interrupt("terminate", time);
		return true;
	}

	/**
	 * Look how the instance is, and do what AWS does: put it into service, reclaim it.
	 */
	void look(ShopClient client) {
		Instant time = this.deadline;
		if (!this.process.isAlive()) {
			leave();
		}
		else if (time != null && this.clock.instant().isAfter(time)) {
			this.process.kill();
		}
		else if (this.target != null) {
			String told = client.state(this.process.port());
			this.state = (told != null) ? told : this.state;
		}
		else if (this.process.serves()) {
			join(new Target(this.process.instanceId(), this.process.port()));
		}
	}

	private void join(Target joining) {
		this.group.register(joining.id(), joining.port());
		this.group.healthy(joining.id(), joining.port());
		this.state = "RUNNING";
		this.target = joining;
	}

	private void leave() {
		Target left = this.target;
		if (this.gone == null) {
			this.gone = this.clock.instant();
			this.state = "GONE";
			if (left != null) {
				this.group.deregister(left.id(), left.port());
			}
		}
	}

	boolean serves() {
		return this.target != null && this.gone == null;
	}

	boolean needsReplacement() {
		return this.deadline != null || this.gone != null;
	}

	boolean isGoneFor(Duration time) {
		Instant since = this.gone;
		return since != null && since.plus(time).isBefore(this.clock.instant());
	}

	private boolean isInterruptible() {
		return serves() && this.deadline == null;
	}

	MemberView view(RequestRates rates) {
		Target now = this.target;
		Instant time = this.deadline;
		Long left = (time != null && this.gone == null)
				? Math.max(0, Duration.between(this.clock.instant(), time).toSeconds()) : null;
		return new MemberView(this.number, this.process.instanceId(), (now != null) ? now.port() : 0, this.state,
				(now != null) ? this.group.state(now.id(), now.port()).name() : "UNUSED",
				(now != null) ? rates.of(now.toString()) : 0, left, isInterruptible());
	}

}
