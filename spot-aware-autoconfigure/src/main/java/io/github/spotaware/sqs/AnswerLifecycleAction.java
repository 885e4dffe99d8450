package io.github.spotaware.sqs;

import java.time.Duration;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.StepOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Keeps EC2 Auto Scaling waiting while the drain runs, and lets it go on when that has
 * ended. The drain does not wait for it.
 */
final class AnswerLifecycleAction implements DrainStep, LifecycleActions {

	/**
	 * The shortest heartbeat timeout of a lifecycle hook is half a minute.
	 */
	static final Duration HEARTBEAT = Duration.ofSeconds(20);

	private static final Duration LOOK = Duration.ofSeconds(1);

	private final AutoScalingApi api;

	private volatile @Nullable LifecycleAction action;

	private volatile @Nullable String region;

	private volatile boolean drained;

	AnswerLifecycleAction(AutoScalingApi api) {
		this.api = api;
	}

	@Override
	public String name() {
		return "lifecycle-action";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.LEAVE;
	}

	@Override
	public boolean awaited() {
		return false;
	}

	@Override
	public void prepare(InstanceIdentity identity) {
		this.region = identity.region();
	}

	/**
	 * {@inheritDoc} After the drain there is nothing left to wait for.
	 */
	@Override
	public void waiting(LifecycleAction waiting) {
		LifecycleAction before = this.action;
		this.action = waiting;
		if (this.drained && !waiting.equals(before)) {
			complete();
		}
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		this.region = drain.identity().region();
		this.drained = false;
		Duration sinceHeartbeat = HEARTBEAT;
		while (true) {
			LifecycleAction waiting = this.action;
			if (waiting != null && sinceHeartbeat.compareTo(HEARTBEAT) >= 0) {
				this.api.heartbeat(waiting, this.region);
				sinceHeartbeat = Duration.ZERO;
			}
			drain.pause(LOOK);
			sinceHeartbeat = sinceHeartbeat.plus(LOOK);
		}
	}

	@Override
	public void drained() {
		this.drained = true;
		complete();
	}

	private void complete() {
		LifecycleAction waiting = this.action;
		if (waiting != null) {
			this.api.complete(waiting, this.region);
		}
	}

}
