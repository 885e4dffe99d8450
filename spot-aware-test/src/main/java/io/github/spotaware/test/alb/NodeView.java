package io.github.spotaware.test.alb;

import java.util.List;

import io.github.spotaware.test.elb.Registration;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetState;
import org.jspecify.annotations.Nullable;

/**
 * Sees the targets as a node does: it learns at once of a target that comes, and only
 * after its lag of one that leaves.
 *
 * @param lagNanos how long the node goes on routing to a target that left
 * @param neverDeregistered whether the node knows health checks only
 */
record NodeView(long lagNanos, boolean neverDeregistered) {

	Belief of(Registration registration, long now) {
		if (registration.health() == TargetState.INITIAL) {
			return Belief.OUT;
		}
		Long left = leftAt(registration);
		boolean wasHealthy = registration.health() == TargetState.HEALTHY || registration.unhealthySince() != null;
		if (wasHealthy && (left == null || within(left, now))) {
			return Belief.USABLE;
		}
		Long deregistered = deregisteredAt(registration);
		boolean registered = deregistered == null || within(deregistered, now);
		return (registered && registration.health() == TargetState.UNHEALTHY) ? Belief.LAST_RESORT : Belief.OUT;
	}

	/**
	 * Returns the targets that the node routes to.
	 */
	List<Target> candidates(List<Registration> registrations, long now) {
		List<Target> usable = believed(registrations, Belief.USABLE, now);
		return usable.isEmpty() ? believed(registrations, Belief.LAST_RESORT, now) : usable;
	}

	/**
	 * Returns when the node lets go of a target, which may be ahead.
	 */
	@Nullable Long letsGoAt(Registration registration) {
		Long left = leftAt(registration);
		return (left != null) ? (Long) (left + this.lagNanos) : null;
	}

	private List<Target> believed(List<Registration> registrations, Belief belief, long now) {
		return registrations.stream()
			.filter((registration) -> of(registration, now) == belief)
			.map(Registration::target)
			.toList();
	}

	private @Nullable Long leftAt(Registration registration) {
		Long deregistered = deregisteredAt(registration);
		Long unhealthy = registration.unhealthySince();
		if (deregistered == null || unhealthy == null) {
			return (deregistered != null) ? deregistered : unhealthy;
		}
		return (deregistered - unhealthy < 0) ? deregistered : unhealthy;
	}

	private @Nullable Long deregisteredAt(Registration registration) {
		return this.neverDeregistered ? null : registration.deregisteredAt();
	}

	private boolean within(long left, long now) {
		return now - left < this.lagNanos;
	}

}
