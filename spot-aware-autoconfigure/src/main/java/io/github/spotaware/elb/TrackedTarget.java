package io.github.spotaware.elb;

import java.time.Duration;

import io.github.spotaware.Departure;
import io.github.spotaware.Target;
import io.github.spotaware.TargetStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one of our targets. Times are readings of the ticker.
 *
 * @param target the target
 * @param state the state it was last seen in
 * @param health that state in the load balancer's own words
 * @param seenRegistered whether this process knows that it was ever registered
 * @param registeredAt when we registered it, or {@code null} when we did not
 * @param deregisteredAt when we deregistered it, or {@code null} when we did not
 * @param leavingSince when it was first seen leaving, or {@code null} when it was not
 * @param delay the deregistration delay of its group, where it could be read
 */
record TrackedTarget(Target target, TargetState state, TargetHealth health, boolean seenRegistered,
		@Nullable Long registeredAt, @Nullable Long deregisteredAt, @Nullable Long leavingSince,
		@Nullable Duration delay) {

	static TrackedTarget of(Target target) {
		return new TrackedTarget(target, TargetState.UNKNOWN, TargetHealth.UNKNOWN, false, null, null, null, null);
	}

	TrackedTarget seen(TargetHealth health, long now) {
		TargetState state = health.state();
		return new TrackedTarget(this.target, state, health, this.seenRegistered || state.registered(),
				this.registeredAt, this.deregisteredAt, state.leaving(this.leavingSince, now), this.delay);
	}

	TrackedTarget unseen() {
		return new TrackedTarget(this.target, TargetState.UNKNOWN, TargetHealth.UNKNOWN, this.seenRegistered,
				this.registeredAt, this.deregisteredAt, this.leavingSince, this.delay);
	}

	TrackedTarget deregistered(long now) {
		return new TrackedTarget(this.target, this.state, this.health, this.seenRegistered, null, now,
				this.leavingSince, this.delay);
	}

	/**
	 * Return what is known while we are being registered: it may take effect.
	 */
	TrackedTarget registering() {
		return new TrackedTarget(this.target, TargetState.UNKNOWN, TargetHealth.UNKNOWN, this.seenRegistered,
				this.registeredAt, null, null, this.delay);
	}

	TrackedTarget registered(long now) {
		return new TrackedTarget(this.target, this.state, this.health, true, now, null, null, this.delay);
	}

	TrackedTarget delayed(Duration delay) {
		return new TrackedTarget(this.target, this.state, this.health, this.seenRegistered, this.registeredAt,
				this.deregisteredAt, this.leavingSince, delay);
	}

	boolean healthy() {
		return this.health.healthy();
	}

	/**
	 * Return whether it looks as if the load balancer never knew us.
	 * @return whether id or port may be wrong
	 */
	boolean stranger() {
		return this.state == TargetState.UNUSED && !this.seenRegistered;
	}

	/**
	 * Return whether it is leaving or gone already, whoever did that.
	 * @return whether to deregister it would change nothing
	 */
	boolean left() {
		return this.state == TargetState.DRAINING || (this.state == TargetState.UNUSED && this.seenRegistered);
	}

	Departure departure() {
		Long since = since();
		return switch (this.state) {
			case REGISTERED ->
				(this.deregisteredAt != null) ? Departure.leaving(this.deregisteredAt) : Departure.byReadiness();
			case DRAINING -> (since != null) ? noticed(Departure.leaving(since)) : Departure.unknown();
			case UNUSED ->
				(this.seenRegistered && since != null) ? noticed(Departure.gone(since)) : Departure.unknown();
			case UNAVAILABLE -> Departure.unknown();
			// What was known before the API failed is still true: only we register again.
			case UNKNOWN ->
				(since != null && !seenAsStranger()) ? noticed(Departure.leaving(since)) : Departure.unknown();
		};
	}

	/**
	 * What somebody else began may have begun before it was seen.
	 */
	private Departure noticed(Departure departure) {
		Long seen = this.leavingSince;
		boolean byOthers = seen != null && (this.deregisteredAt == null || seen - this.deregisteredAt < 0);
		return byOthers ? departure.orBefore() : departure;
	}

	private boolean seenAsStranger() {
		return this.leavingSince != null && !this.seenRegistered;
	}

	private @Nullable Long since() {
		if (this.deregisteredAt == null || this.leavingSince == null) {
			return (this.deregisteredAt != null) ? this.deregisteredAt : this.leavingSince;
		}
		return (this.leavingSince - this.deregisteredAt < 0) ? this.leavingSince : this.deregisteredAt;
	}

	TargetStatus status() {
		return new TargetStatus(this.target, this.health.word(), this.delay);
	}

}
