package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.Platform;
import io.github.spotaware.SpotState;
import io.github.spotaware.actuate.SimulatedEndpoint;
import io.github.spotaware.metrics.SimulatedMeters;
import io.github.spotaware.testsupport.SimulatedTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks what the engine promises, and that the endpoint and the meters tell what the
 * load balancer, the metadata service and the callers have really seen.
 */
final class ChaosChecks {

	/**
	 * Nothing of this is a reason to leave early.
	 */
	private static final Set<ChaosFault> HARMLESS = EnumSet.of(ChaosFault.METADATA_FLAPS, ChaosFault.METADATA_SILENT,
			ChaosFault.REPLACEMENT_NEVER_HEALTHY, ChaosFault.STEP_HANGS, ChaosFault.STEP_BREAKS, ChaosFault.RESUMED);

	private final ChaosPlan plan;

	private final SimulatedTime time;

	private final SpotLifecycle lifecycle;

	private final ChaosBook book;

	private final ChaosBalancer balancer;

	private final ChaosCallers callers;

	private final ChaosMetadata metadata;

	private final SimulatedEndpoint endpoint;

	private final SimulatedMeters meters;

	private final List<String> log = new ArrayList<>();

	private final List<String> violations = new ArrayList<>();

	private final List<DrainReport> reports = new ArrayList<>();

	private Duration refusedAt = Duration.ZERO;

	private Duration drainBegan = Duration.ZERO;

	private int servedBefore;

	private boolean accepting = true;

	private boolean replacementExpected;

	private DrainReport.@Nullable End end;

	private int drains;

	private int looks;

	ChaosChecks(ChaosPlan plan, SimulatedTime time, SpotLifecycle lifecycle, ChaosBook book, ChaosBalancer balancer,
			ChaosCallers callers, ChaosMetadata metadata, SimulatedEndpoint endpoint, SimulatedMeters meters) {
		this.plan = plan;
		this.time = time;
		this.lifecycle = lifecycle;
		this.book = book;
		this.balancer = balancer;
		this.callers = callers;
		this.metadata = metadata;
		this.endpoint = endpoint;
		this.meters = meters;
	}

	void note(String event) {
		this.log.add("%9.3f s  %s".formatted(this.time.passed().toMillis() / 1000.0, event));
	}

	private void require(boolean promise, Supplier<String> words) {
		if (!promise) {
			String broken = words.get();
			note("VIOLATED: " + broken);
			this.violations.add(broken);
		}
	}

	void stateChanged() {
		this.meters.stateChanged();
	}

	void replacementExpected() {
		this.replacementExpected = HARMLESS.containsAll(this.plan.faults());
	}

	void readiness(boolean accepts) {
		if (this.accepting && !accepts) {
			this.refusedAt = this.time.passed();
			this.servedBefore = this.callers.served();
			note("refuses");
			checkThatTheLastStays();
		}
		this.accepting = accepts;
	}

	/**
	 * Nobody else is healthy: then it is too early until settle and reserve are all that
	 * is left.
	 */
	private void checkThatTheLastStays() {
		Duration deadline = this.book.deadline();
		if (this.replacementExpected && this.balancer.empty() && deadline != null) {
			Duration leaveBy = deadline.minus(this.plan.drain().settle()).minus(this.plan.drain().reserve());
			require(this.time.passed().plusMillis(1).compareTo(leaveBy) >= 0,
					() -> "left a group without any other healthy target at %s, before %s".formatted(this.time.passed(),
							leaveBy));
		}
	}

	void drained(DrainReport report) {
		this.drains++;
		this.reports.add(report);
		note("drained: " + report);
		Duration by = this.book.drainedBy(report.reserve());
		require(by != null && this.time.passed().compareTo(by) <= 0,
				() -> "drained only at %s instead of by %s".formatted(this.time.passed(), by));
		this.drainBegan = this.time.passed().minus(report.took());
		this.end = report.end();
		if (this.end == DrainReport.End.SETTLED) {
			checkSilence(report);
		}
	}

	void takenBack(DrainReport report) {
		this.reports.add(report);
		this.end = null;
		note("taken back: " + report);
	}

	/**
	 * Whoever is lost after this has been silent for longer than ever before: that is
	 * what the arithmetic allows.
	 */
	private void checkSilence(DrainReport report) {
		require(this.callers.inFlight() == 0, () -> "drained with %d in flight".formatted(this.callers.inFlight()));
		Standing standing = this.lifecycle.currentStanding();
		boolean toldLate = this.plan.platform().ecs() && standing.irrevocable() && !standing.instanceLost();
		Duration left = this.balancer.deregisteredByUs() ? this.balancer.heardAt() : this.refusedAt;
		Duration since = toldLate ? Duration.ZERO : left;
		this.callers.nodes().forEach((node) -> {
			Duration last = this.callers.last(node);
			Duration silent = this.time.passed().minus((since.compareTo(last) > 0) ? since : last);
			Duration gaps = this.callers.longestGap(node).multipliedBy(3);
			Duration least = (gaps.compareTo(report.quietPeriod()) > 0) ? gaps : report.quietPeriod();
			Duration needed = (least.compareTo(report.settle()) < 0) ? least : report.settle();
			require(silent.plusMillis(1).compareTo(needed) >= 0,
					() -> "'%s' silent for %s instead of %s".formatted(node, silent, needed));
		});
	}

	/**
	 * The process was killed: it has to have drained by then, if it was told.
	 */
	void killed() {
		note("killed");
		Duration by = this.book.drainedBy(this.plan.drain().reserve());
		boolean drained = this.lifecycle.state() instanceof SpotState.Drained;
		require(drained || by == null || this.time.passed().compareTo(by.plus(this.plan.drain().reserve())) < 0,
				() -> "killed while '%s'".formatted(this.lifecycle.state()));
	}

	/**
	 * The process ended itself.
	 */
	void ended(int code) {
		note("ends itself with " + code);
		require(code == SelfShutdown.EXIT_CODE, () -> "exit code %d".formatted(code));
		require(this.lifecycle.standing().stream().anyMatch((signal) -> signal.action() == InstanceAction.TERMINATE),
				() -> "ended itself for %s".formatted(this.lifecycle.standing()));
	}

	void atTheEnd(boolean ready) {
		StandingSignal leading = this.lifecycle.currentStanding().leading();
		boolean stands = leading != null;
		// Where nothing ends us, a step may take as long as it wants.
		boolean unhurried = leading != null && leading.cause().openEnded();
		String expected = stands ? "drained" : "running";
		require(unhurried || this.lifecycle.state().id().equals(expected),
				() -> "is %s in the end instead of %s".formatted(this.lifecycle.state(), expected));
		require(unhurried || ready == !stands, () -> "readiness is %s in the end".formatted(ready));
		boolean comesBack = this.plan.platform() == Platform.EC2
				&& this.plan.faults().stream().noneMatch(ChaosFault.OF_THE_API::contains);
		require(stands || !comesBack || this.balancer.state().equals("healthy"),
				() -> "is '%s' in its group in the end".formatted(this.balancer.state()));
		consistent(ready);
	}

	/**
	 * Check that endpoint and meters agree with each other and with what was seen.
	 */
	void consistent(boolean ready) {
		this.looks++;
		JsonNode shown = this.endpoint.show();
		String state = this.lifecycle.state().id();
		same("state", shown.path("state").asString(), state);
		same("spot.state", this.meters.gauges("spot.state", "state", state), 1.0);
		same("all of spot.state", this.meters.gauges("spot.state"), 1.0);
		same("signals", shown.path("signals").size(), this.lifecycle.standing().size());
		same("spot.signals", this.meters.gauges("spot.signals"), (double) this.lifecycle.standing().size());
		require(!state.equals("drained") || !ready, () -> "drained and ready");
		requests(shown);
		polls(shown);
		drains(shown);
		targets(shown);
	}

	private void requests(JsonNode shown) {
		same("active requests", shown.path("requests").path("active").asInt(), this.callers.inFlight());
		same("spot.requests.active", this.meters.gauges("spot.requests.active"), (double) this.callers.inFlight());
		int since = this.accepting ? 0 : this.callers.served() - this.servedBefore;
		same("requests in the drain", shown.path("requests").path("servedWhileDraining").asInt(), since);
		same("spot.requests.draining", this.meters.gauges("spot.requests.draining"), (double) since);
	}

	private void polls(JsonNode shown) {
		long answers = 0;
		long failures = 0;
		for (JsonNode source : shown.path("sources")) {
			boolean asked = source.path("name").asString().startsWith("imds-");
			answers += asked ? source.path("successes").asLong() : 0;
			failures += asked ? source.path("failures").asLong() : 0;
		}
		same("answers of the metadata service", answers, this.metadata.answers());
		same("failures of the metadata service", failures, this.metadata.failures());
		same("spot.source.poll success", this.meters.counters("spot.source.poll", "outcome", "success"),
				(double) answers);
		same("spot.source.poll failure", this.meters.counters("spot.source.poll", "outcome", "failure"),
				(double) failures);
	}

	private void drains(JsonNode shown) {
		same("spot.drain", this.meters.timed("spot.drain"), (long) this.reports.size());
		same("spot.drain.step", this.meters.timed("spot.drain.step"),
				this.reports.stream().mapToLong((report) -> report.steps().size()).sum());
		double took = this.reports.stream().mapToDouble((report) -> report.took().toNanos() / 1e9).sum();
		require(Math.abs(this.meters.seconds("spot.drain") - took) < 0.001,
				() -> "spot.drain took %s instead of %s".formatted(this.meters.seconds("spot.drain"), took));
		DrainReport last = this.reports.isEmpty() ? null : this.reports.get(this.reports.size() - 1);
		if (last != null && shown.path("state").asString().equals("drained")) {
			JsonNode drain = shown.path("drain");
			same("end", drain.path("end").asString(), Objects.requireNonNull(last.end()).id());
			same("spot.drain with end and cause", this.meters.timed("spot.drain", "end", drain.path("end").asString(),
					"cause", drain.path("cause").asString()) > 0, true);
			same("steps", drain.path("timeline").size(), last.steps().size());
			deregistration(drain);
		}
	}

	private void deregistration(JsonNode drain) {
		JsonNode step = step(drain, "deregister-targets");
		boolean told = step != null && step.path("detail").asString("").startsWith("deregistered ");
		boolean unsure = step != null && step.path("result").asString().equals("timed-out");
		boolean heard = this.balancer.deregisteredByUs();
		// What was heard in an earlier drain may not be known any more.
		boolean before = this.balancer.heardAt().compareTo(this.drainBegan) < 0;
		require(told == heard || unsure || (heard && before),
				() -> "the endpoint tells '%s', and the load balancer heard a deregistration: %s".formatted(step,
						heard));
		String departure = drain.path("departure").asString();
		boolean left = departure.equals("leaving") || departure.equals("gone");
		require(!left || this.balancer.state().equals("draining") || this.balancer.state().equals("unused"),
				() -> "departure is '%s' while the target is '%s'".formatted(departure, this.balancer.state()));
	}

	private static @Nullable JsonNode step(JsonNode drain, String name) {
		JsonNode found = null;
		for (JsonNode step : drain.path("timeline")) {
			found = step.path("name").asString().equals(name) ? step : found;
		}
		return found;
	}

	private void targets(JsonNode shown) {
		for (JsonNode target : shown.path("targets")) {
			String state = target.path("state").asString();
			require(this.balancer.told().isEmpty() || this.balancer.told().contains(state),
					() -> "the target is shown as '%s', and %s was told".formatted(state, this.balancer.told()));
			same("spot.elb.target", this.meters.gauges("spot.elb.target", "state", state), 1.0);
			same("all of spot.elb.target", this.meters.gauges("spot.elb.target"), 1.0);
		}
	}

	private void same(String what, Object shown, Object seen) {
		require(shown.equals(seen), () -> "%s: %s instead of %s".formatted(what, shown, seen));
	}

	List<String> log() {
		return this.log;
	}

	List<String> violations() {
		return this.violations;
	}

	int drains() {
		return this.drains;
	}

	int looks() {
		return this.looks;
	}

	/**
	 * Return how the last drain ended, {@code null} if there was none.
	 */
	DrainReport.@Nullable End end() {
		return this.end;
	}

}
