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

	private Sight sight = Sight.CLEAR;

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
		this.sight = this.sight.and(other.sight);
	}

	/**
	 * Take in that targets of ours may be missing.
	 * @param hopeful whether to ask again may help
	 */
	void incomplete(boolean hopeful) {
		this.complete = false;
		untold(hopeful);
	}

	Set<Target> targets() {
		return this.targets;
	}

	Map<Target, TargetHealth> health() {
		return this.health;
	}

	/**
	 * Take in that somebody did not tell.
	 * @param hopeful whether to ask again may help
	 */
	void untold(boolean hopeful) {
		this.sight = this.sight.and(Sight.untold(hopeful));
	}

	boolean complete() {
		return this.complete;
	}

	/**
	 * Return whether all told who were asked.
	 */
	Sight sight() {
		return this.sight;
	}

}
