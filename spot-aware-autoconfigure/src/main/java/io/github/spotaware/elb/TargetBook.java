package io.github.spotaware.elb;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.spotaware.Departure;
import io.github.spotaware.Target;

/**
 * Keeps what is known of our targets, for the steps that change it and for those who
 * look. Safe for use by any thread.
 */
final class TargetBook {

	private final Map<Target, TrackedTarget> tracked = new LinkedHashMap<>();

	private boolean complete = true;

	/**
	 * Take in which targets we are, in place of what was known before.
	 * @param targets the targets
	 * @param complete whether these are all
	 */
	synchronized void locate(Set<Target> targets, boolean complete) {
		this.complete = complete;
		if (complete) {
			// What was guessed before and turned out wrong must not be in the call.
			this.tracked.values()
				.removeIf((known) -> !targets.contains(known.target()) && known.deregisteredAt() == null);
		}
		targets.forEach((target) -> this.tracked.computeIfAbsent(target, TrackedTarget::of));
	}

	synchronized void update(Collection<Target> targets, UnaryOperator<TrackedTarget> change) {
		targets.forEach((target) -> this.tracked.computeIfPresent(target, (key, before) -> change.apply(before)));
	}

	/**
	 * Return the targets of each target group.
	 * @param wanted which targets
	 * @return the targets by the ARN of their group
	 */
	synchronized Map<String, List<Target>> groups(Predicate<TrackedTarget> wanted) {
		return this.tracked.values()
			.stream()
			.filter(wanted)
			.map(TrackedTarget::target)
			.collect(Collectors.groupingBy(Target::group, LinkedHashMap::new, Collectors.toList()));
	}

	synchronized List<TrackedTarget> all() {
		return List.copyOf(this.tracked.values());
	}

	/**
	 * Return how far the load balancers have let go of us: as far as the one that has the
	 * least.
	 * @return the departure
	 */
	synchronized Departure departure() {
		if (!this.complete) {
			return Departure.unknown();
		}
		return this.tracked.values()
			.stream()
			.map(TrackedTarget::departure)
			.reduce(Departure::least)
			.orElse(Departure.unknown());
	}

	/**
	 * Return whether all our targets are known, and healthy when they were last seen.
	 * @return whether there is nothing to wait for
	 */
	synchronized boolean healthy() {
		return this.complete && !this.tracked.isEmpty()
				&& this.tracked.values().stream().allMatch(TrackedTarget::healthy);
	}

}
