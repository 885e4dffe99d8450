package io.github.spotaware.test.elb;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Tells what the control plane knows of a target. Times are on the scale of
 * {@link System#nanoTime()}.
 *
 * @param target the target
 * @param health {@code INITIAL}, {@code HEALTHY} or {@code UNHEALTHY}, by the health
 * checks alone
 * @param streaks consecutive results by node, passes above and failures below zero
 * @param unhealthySince when a healthy target became unhealthy, or {@code null}
 * @param deregisteredAt when it was deregistered, or {@code null}
 */
public record Registration(Target target, TargetState health, Map<String, Integer> streaks,
		@Nullable Long unhealthySince, @Nullable Long deregisteredAt) {

	static Registration of(Target target) {
		return new Registration(target, TargetState.INITIAL, Map.of(), null, null);
	}

	Registration registered() {
		return (this.deregisteredAt != null) ? of(this.target) : this;
	}

	Registration deregistered(long now) {
		if (this.deregisteredAt != null) {
			return this;
		}
		return new Registration(this.target, this.health, this.streaks, this.unhealthySince, now);
	}

	Registration declaredHealthy() {
		return new Registration(this.target, TargetState.HEALTHY, Map.of(), null, this.deregisteredAt);
	}

	Registration checked(String node, boolean passed, HealthCheck check, long now) {
		int before = this.streaks.getOrDefault(node, 0);
		int streak = passed ? Math.max(before, 0) + 1 : Math.min(before, 0) - 1;
		Map<String, Integer> next = new HashMap<>(this.streaks);
		next.put(node, streak);
		if (this.health != TargetState.HEALTHY && streak >= check.healthyThreshold()) {
			return new Registration(this.target, TargetState.HEALTHY, Map.of(), null, this.deregisteredAt);
		}
		if (this.health != TargetState.UNHEALTHY && -streak >= check.unhealthyThreshold()) {
			Long since = (this.health == TargetState.HEALTHY) ? (Long) now : null;
			return new Registration(this.target, TargetState.UNHEALTHY, Map.of(), since, this.deregisteredAt);
		}
		return new Registration(this.target, this.health, Map.copyOf(next), this.unhealthySince, this.deregisteredAt);
	}

	TargetState state(long now, long deregistrationDelayNanos) {
		if (this.deregisteredAt == null) {
			return this.health;
		}
		return (now - this.deregisteredAt < deregistrationDelayNanos) ? TargetState.DRAINING : TargetState.UNUSED;
	}

}
