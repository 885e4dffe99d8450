package io.github.spotaware.elb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Target;
import io.github.spotaware.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stays in service while we are the last healthy target of a group, until a replacement
 * is healthy.
 * <p>
 * Targets that are interrupted together must not all leave because each sees the other,
 * nor all stay. They agree without talking: of the healthy targets, ordered by id and
 * port, all but the last leave after one look. The last one leaves only when another one
 * is healthy at two looks in a row, four to six seconds apart. Until the second look the
 * others have seen their notices (two seconds with the default poll interval), have
 * looked, and have deregistered (a second, as a rule), and are not healthy any more.
 * <p>
 * That does not suffice where the others go on looking healthy although they leave: where
 * they may not or do not deregister and only fail their health checks, are throttled for
 * longer than that, or ask for notices less often. Nor where the notice of another one
 * comes just between the second look and the deregistration that follows it, which is a
 * fraction of a second. The group is then as empty as without this step.
 * <p>
 * Where the first look at a group fails, the group does not hold us. Later, what was
 * known stands. Describes each group once, and while it stays up to 24 times in about two
 * minutes, which is the notice that EC2 gives; then twice a minute.
 */
final class KeepLastTarget implements DrainStep {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Duration LONG_INTERVAL = Duration.ofSeconds(30);

	private static final int OFTEN = 24;

	/**
	 * Until then readiness accepts.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final Log logger = LogFactory.getLog(KeepLastTarget.class);

	private final Presence presence;

	private final Arrival arrival;

	private final LoadBalancingApi api;

	private final TargetBook book;

	private final Ticker ticker;

	private final Backoff backoff;

	KeepLastTarget(Presence presence, Arrival arrival, LoadBalancingApi api, TargetBook book, Ticker ticker,
			Backoff backoff) {
		this.presence = presence;
		this.arrival = arrival;
		this.api = api;
		this.book = book;
		this.ticker = ticker;
		this.backoff = backoff;
	}

	@Override
	public String name() {
		return "keep-last-target";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.STAY;
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		// From now on nothing registers us.
		this.presence.leave();
		if (!drain.replacementExpected()) {
			return StepOutcome.skipped("no replacement can be expected");
		}
		Map<String, List<Target>> groups = this.book.groups((target) -> true);
		if (groups.isEmpty()) {
			return StepOutcome.skipped("it is not known which targets we are");
		}
		return new Wait(groups).untilReplaced(drain);
	}

	@Override
	public void undo() {
		this.presence.comeBack();
		this.arrival.resume();
	}

	/**
	 * What one drain has seen.
	 */
	private final class Wait {

		private final Map<String, List<Target>> groups;

		private final Map<String, HealthyTargets> seen = new HashMap<>();

		private final Set<String> holding = new LinkedHashSet<>();

		private final Set<String> lastOf = new LinkedHashSet<>();

		private final List<Problem> problems = new ArrayList<>();

		private final long begun = KeepLastTarget.this.ticker.nanos();

		Wait(Map<String, List<Target>> groups) {
			this.groups = groups;
		}

		StepOutcome untilReplaced(Drain drain) throws InterruptedException {
			int looks = 1;
			look();
			while (!this.holding.isEmpty()) {
				drain.pause(KeepLastTarget.this.backoff.around((looks < OFTEN) ? INTERVAL : LONG_INTERVAL));
				look();
				looks++;
			}
			return (looks > 1) ? stayed() : left();
		}

		private void look() throws InterruptedException {
			for (Map.Entry<String, List<Target>> group : this.groups.entrySet()) {
				Answer<Map<Target, TargetHealth>> answer = KeepLastTarget.this.api.health(group.getKey(), LIMIT);
				Map<Target, TargetHealth> health = answer.value();
				Problem problem = answer.problem();
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				if (health != null) {
					saw(group.getKey(), HealthyTargets.of(health, group.getValue()));
				}
				else if (problem != null && !this.seen.containsKey(group.getKey())) {
					this.problems.add(problem);
				}
			}
		}

		private void saw(String group, HealthyTargets healthy) {
			@Nullable HealthyTargets before = this.seen.put(group, healthy);
			if (healthy.mayLeave(before)) {
				this.holding.remove(group);
			}
			else {
				this.holding.add(group);
			}
			if (healthy.areLast() && this.lastOf.add(group)) {
				logger.info("Staying in service until a replacement is healthy: the last healthy target of '%s'"
					.formatted(TargetGroupArn.nameOf(group)));
			}
		}

		private StepOutcome left() {
			if (!this.problems.isEmpty()) {
				return StepOutcome.failed("not waiting for a replacement: "
						+ this.problems.stream().map(Problem::words).collect(Collectors.joining("; ")));
			}
			boolean healthy = this.seen.values().stream().anyMatch((targets) -> !targets.ours().isEmpty());
			return StepOutcome.skipped(healthy ? "others are healthy too" : "none of our targets is healthy");
		}

		private StepOutcome stayed() {
			long seconds = Duration.ofNanos(KeepLastTarget.this.ticker.nanos() - this.begun).toSeconds();
			if (this.lastOf.isEmpty()) {
				return StepOutcome.done("looked twice in %d s: others are healthy too".formatted(seconds));
			}
			boolean replaced = this.lastOf.stream().noneMatch((group) -> ours(group).isEmpty());
			String names = this.lastOf.stream()
				.map((group) -> "'%s'".formatted(TargetGroupArn.nameOf(group)))
				.collect(Collectors.joining(" and "));
			return StepOutcome.done("stayed %d s: the last healthy target of %s, %s".formatted(seconds, names,
					replaced ? "a replacement is healthy" : "no longer healthy"));
		}

		private Set<Target> ours(String group) {
			HealthyTargets healthy = this.seen.get(group);
			return (healthy != null) ? healthy.ours() : Set.of();
		}

	}

}
