package io.github.spotaware.elb;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.spotaware.Target;

/**
 * Collects which targets we are, and how those are that were looked for by describing
 * their group.
 */
final class Located {

	private final Set<Target> targets = new LinkedHashSet<>();

	private final Map<Target, TargetHealth> health = new LinkedHashMap<>();

	private boolean complete = true;

	private boolean told = true;

	void add(Target target) {
		this.targets.add(target);
	}

	void add(Target target, TargetHealth seen) {
		this.targets.add(target);
		this.health.put(target, seen);
	}

	void add(Located other) {
		this.targets.addAll(other.targets);
		this.health.putAll(other.health);
		this.complete &= other.complete;
		this.told &= other.told;
	}

	/**
	 * Take in that targets of ours may be missing.
	 */
	void incomplete() {
		this.complete = false;
	}

	Set<Target> targets() {
		return this.targets;
	}

	Map<Target, TargetHealth> health() {
		return this.health;
	}

	/**
	 * Take in that a load balancer did not tell.
	 */
	void untold() {
		this.told = false;
	}

	boolean complete() {
		return this.complete;
	}

	boolean told() {
		return this.told;
	}

}
