package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.github.spotaware.Capacity;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.LoadBalancerView;
import io.github.spotaware.Platform;
import io.github.spotaware.TargetStatus;
import io.github.spotaware.TargetView;
import io.github.spotaware.lifecycle.Budget.Part;
import io.github.spotaware.lifecycle.Budget.Trigger;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Computes the whole budget: for each way in which we are told to leave, how long every
 * part of the drain and of the shutdown behind it may take. Safe for use by any thread.
 */
final class Budgets {

	/**
	 * What AWS gives.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html">
	 * Spot Instance interruption notices</a>
	 */
	private static final Duration NOTICE = Duration.ofMinutes(2);

	private final SpotLifecycle lifecycle;

	private final ShutdownBudget shutdown;

	private final ObjectProvider<InterruptionSource> sources;

	private final ObjectProvider<TargetView> targets;

	private final ObjectProvider<LoadBalancerView> balancers;

	Budgets(SpotLifecycle lifecycle, ShutdownBudget shutdown, ObjectProvider<InterruptionSource> sources,
			ObjectProvider<TargetView> targets, ObjectProvider<LoadBalancerView> balancers) {
		this.lifecycle = lifecycle;
		this.shutdown = shutdown;
		this.sources = sources;
		this.targets = targets;
		this.balancers = balancers;
	}

	/**
	 * Return the budgets, none while there is no platform.
	 */
	List<Budget> all() {
		if (!this.lifecycle.active()) {
			return List.of();
		}
		List<Budget> all = new ArrayList<>();
		Duration latency = latency(this.lifecycle.identity());
		if (latency != null) {
			all.add(divide(Trigger.INTERRUPTION_NOTICE, NOTICE, "AWS tells two minutes ahead", latency));
		}
		GracePeriod.Known grace = this.lifecycle.rules().grace();
		all.add(divide(Trigger.SIGTERM, grace.duration(), grace.origin(), Duration.ZERO));
		return all;
	}

	/**
	 * Return how long the notice may take to be seen, or {@code null} when none is to be
	 * expected, or others tell each of us when its turn has come.
	 */
	private @Nullable Duration latency(InstanceIdentity identity) {
		if (identity.capacity() == Capacity.ON_DEMAND || identity.platform() == Platform.KUBERNETES) {
			return null;
		}
		return this.sources.orderedStream()
			.map((source) -> latency(source, identity.platform()))
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	private static @Nullable Duration latency(InterruptionSource source, Platform platform) {
		try {
			return source.supports(platform) ? source.noticeLatency() : null;
		}
		catch (RuntimeException | LinkageError ex) {
			return null; // left out, as the log has said
		}
	}

	private Budget divide(Trigger trigger, Duration time, String origin, Duration latency) {
		SpotAwareProperties.Drain wanted = this.lifecycle.rules().drain();
		DrainPlan plan = DrainPlan.of(latency.toNanos(), time.toNanos(), wanted, trigger == Trigger.INTERRUPTION_NOTICE,
				false);
		Division division = new Division(time);
		if (!latency.isZero()) {
			division.add("notice is seen", latency, null);
		}
		division.add("callers may go on", Duration.ofNanos(plan.drainedBy() - plan.settle()).minus(latency), null);
		division.add("silence of each caller", Duration.ofNanos(plan.settle()), plan.cut() ? wanted.settle() : null);
		for (ShutdownStage stage : ShutdownStage.values()) {
			division.add(stage.words(), this.shutdown.timeout(division.left, stage), this.shutdown.configured());
		}
		division.add("destruction of beans", division.left, null);
		return new Budget(trigger, time, origin, plan.cut(), healthCheckLatency(), deregistrationDelay(),
				division.parts);
	}

	private @Nullable Duration healthCheckLatency() {
		return this.balancers.orderedStream()
			.map(LoadBalancerView::healthCheckLatency)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	private @Nullable Duration deregistrationDelay() {
		return this.targets.orderedStream()
			.flatMap((view) -> view.targets().stream())
			.map(TargetStatus::deregistrationDelay)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	/**
	 * Takes one part after the other off the time.
	 */
	private static final class Division {

		private final List<Part> parts = new ArrayList<>();

		private Duration left;

		Division(Duration time) {
			this.left = time;
		}

		void add(String name, Duration limit, @Nullable Duration configured) {
			boolean shortened = configured != null && limit.compareTo(configured) < 0;
			this.left = this.left.minus(limit);
			this.parts.add(new Part(name, limit, shortened ? configured : null, this.left));
		}

	}

}
