package io.github.spotaware.elb;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

import io.github.spotaware.Target;
import org.jspecify.annotations.Nullable;

/**
 * The healthy targets of one group, as one look showed them. What is draining, unhealthy,
 * initial or unused does not count.
 *
 * @param ours those that are us
 * @param others those that are not
 */
record HealthyTargets(NavigableSet<Target> ours, NavigableSet<Target> others) {

	private static final Comparator<Target> ORDER = Comparator.comparing(Target::id).thenComparingInt(Target::port);

	static HealthyTargets of(Map<Target, TargetHealth> health, Collection<Target> us) {
		HealthyTargets healthy = new HealthyTargets(new TreeSet<>(ORDER), new TreeSet<>(ORDER));
		health.forEach((target, state) -> {
			if (state.healthy()) {
				(us.contains(target) ? healthy.ours : healthy.others).add(target);
			}
		});
		return healthy;
	}

	/**
	 * Return whether nobody else is healthy, but we are.
	 */
	boolean areLast() {
		return !this.ours.isEmpty() && this.others.isEmpty();
	}

	/**
	 * Return whether we may leave without leaving the group empty.
	 * @param before what the look before showed, or {@code null} when this is the first
	 * @return whether we may
	 */
	boolean mayLeave(@Nullable HealthyTargets before) {
		if (this.ours.isEmpty()) {
			return true;
		}
		if (this.others.isEmpty()) {
			return false;
		}
		boolean first = ORDER.compare(this.ours.last(), this.others.last()) < 0;
		return first || (before != null && !Collections.disjoint(this.others, before.others));
	}

}
