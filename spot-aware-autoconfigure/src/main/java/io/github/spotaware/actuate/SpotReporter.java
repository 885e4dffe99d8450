package io.github.spotaware.actuate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.spotaware.Capacity;
import io.github.spotaware.Deadline;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.MessageUse;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.PodIdentity;
import io.github.spotaware.QueueView;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.TargetStatus;
import io.github.spotaware.TaskIdentity;
import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import io.github.spotaware.lifecycle.Budget;
import io.github.spotaware.lifecycle.CallerStatus;
import io.github.spotaware.lifecycle.DrainReport;
import io.github.spotaware.lifecycle.SourceStatus;
import io.github.spotaware.lifecycle.SpotAwareProperties;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.lifecycle.SpotView;
import io.github.spotaware.lifecycle.StandingSignal;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is known into what is shown.
 */
final class SpotReporter {

	private final SpotLifecycle lifecycle;

	private final SpotView view;

	private final Ticker ticker;

	private final boolean dryRun;

	SpotReporter(SpotLifecycle lifecycle, SpotView view, Ticker ticker, SpotAwareProperties properties) {
		this.lifecycle = lifecycle;
		this.view = view;
		this.ticker = ticker;
		this.dryRun = properties.dryRun();
	}

	Progress progress() {
		return new Progress(this.lifecycle.state().id(), deadline(this.lifecycle.deadline(), new Mask(false)));
	}

	SpotReport report(Mask mask) {
		String state = this.lifecycle.state().id();
		return new SpotReport(state, this.dryRun, platform(this.lifecycle.platform(), mask),
				deadline(this.lifecycle.deadline(), mask),
				this.lifecycle.standing().stream().map((signal) -> signal(signal, mask)).toList(),
				drain(this.lifecycle.drain(), mask), requests(this.view.traffic()),
				this.view.callers().stream().map((caller) -> caller(caller, mask)).toList(),
				targets(this.view.targets(), mask),
				this.view.sources().stream().map((source) -> source(source, mask)).toList(),
				queue(this.view.queue(), mask), budgets(), found(mask));
	}

	/**
	 * Report our targets to somebody who waits for them.
	 * @return the targets, or {@code null} where there are no target groups
	 */
	@Nullable TargetsReport targets(Mask mask) {
		if (!this.view.hasTargetGroups()) {
			return null;
		}
		this.view.refreshTargets();
		return TargetsReport.of(targets(this.view.targets(), mask));
	}

	private static List<SpotReport.Target> targets(List<TargetStatus> targets, Mask mask) {
		return targets.stream().map((target) -> target(target, mask)).toList();
	}

	private static SpotReport.Platform platform(@Nullable Detected detected, Mask mask) {
		if (detected == null) {
			return new SpotReport.Platform(platform(null), null, capacity(null), null, null, null, null, null, null);
		}
		InstanceIdentity identity = detected.identity();
		return new SpotReport.Platform(platform(detected), mask.text(detected.reason()), capacity(detected),
				mask.valueOrNull(identity.instanceId()), mask.valueOrNull(identity.privateIp()),
				identity.availabilityZone(), identity.region(), task(identity.task(), mask), pod(identity.pod(), mask));
	}

	/**
	 * Return the id of the platform, or what is said while it is being found out.
	 */
	static String platform(@Nullable Detected detected) {
		return (detected != null) ? id(detected.identity().platform()) : "detecting";
	}

	/**
	 * Return how the instance or task was bought.
	 */
	static String capacity(@Nullable Detected detected) {
		return (detected != null) ? id(detected.identity().capacity()) : id(Capacity.UNKNOWN);
	}

	private static SpotReport.@Nullable Task task(@Nullable TaskIdentity task, Mask mask) {
		return (task != null) ? new SpotReport.Task(mask.value(task.arn()), mask.valueOrNull(task.cluster()),
				task.service(), task.container()) : null;
	}

	private static SpotReport.@Nullable Pod pod(@Nullable PodIdentity pod, Mask mask) {
		return (pod != null) ? new SpotReport.Pod(pod.name(), pod.namespace(), mask.valueOrNull(pod.node())) : null;
	}

	private SpotReport.@Nullable Deadline deadline(@Nullable Deadline deadline, Mask mask) {
		return (deadline != null) ? new SpotReport.Deadline(millis(deadline.time()),
				Seconds.of(deadline.remaining(this.ticker.nanos())), mask.text(deadline.origin())) : null;
	}

	private SpotReport.Signal signal(StandingSignal signal, Mask mask) {
		Long expires = signal.expires();
		return new SpotReport.Signal(signal.source(), signal.cause().id(), id(signal.action()), signal.drains(),
				millis(this.view.time(signal.since())), deadline(signal.deadline(), mask),
				(expires != null) ? millis(this.view.time(expires)) : null);
	}

	private static SpotReport.@Nullable Drain drain(@Nullable DrainReport drain, Mask mask) {
		if (drain == null) {
			return null;
		}
		DrainReport.End end = drain.end();
		return new SpotReport.Drain(drain.cause().id(), millis(drain.started()), Seconds.of(drain.took()),
				(end != null) ? end.id() : null, millis(drain.started().plus(drain.by())),
				Seconds.of(drain.remaining()), Seconds.of(drain.settle()), Seconds.of(drain.quietPeriod()),
				Seconds.of(drain.reserve()), drain.cut(), id(drain.departure()), drain.inFlight(),
				drain.steps().stream().map((step) -> step(step, mask)).toList());
	}

	private static SpotReport.Step step(DrainReport.Step step, Mask mask) {
		StepOutcome outcome = step.outcome();
		return new SpotReport.Step(id(step.phase()), step.name(), Seconds.of(step.after()), Seconds.of(step.took()),
				(outcome != null) ? outcome.result().id() : "busy",
				(outcome != null) ? mask.text(outcome.detail()) : null);
	}

	private static SpotReport.@Nullable Requests requests(List<Traffic.Snapshot> traffic) {
		return traffic.isEmpty() ? null
				: new SpotReport.Requests(traffic.stream().mapToLong(Traffic.Snapshot::inFlight).sum(),
						traffic.stream().mapToLong(Traffic.Snapshot::active).sum(),
						traffic.stream().mapToLong(Traffic.Snapshot::servedWhileDraining).sum());
	}

	private static SpotReport.Caller caller(CallerStatus caller, Mask mask) {
		return new SpotReport.Caller(mask.value(caller.address()), millis(caller.lastRequest()),
				Seconds.ofNullable(caller.silent()), Seconds.ofNullable(caller.needed()));
	}

	private static SpotReport.Target target(TargetStatus status, Mask mask) {
		Duration delay = status.deregistrationDelay();
		return new SpotReport.Target(mask.text(status.target().groupName()), mask.value(status.target().group()),
				mask.value(status.target().id()), status.target().port(), status.state(), Seconds.ofNullable(delay));
	}

	private static SpotReport.Source source(SourceStatus source, Mask mask) {
		return new SpotReport.Source(source.name(), millisOrNull(source.lastSuccess()),
				millisOrNull(source.lastFailure()), mask.textOrNull(source.lastError()), source.successes(),
				source.failures());
	}

	private SpotReport.@Nullable Queue queue(@Nullable QueueView queue, Mask mask) {
		if (queue == null) {
			return null;
		}
		Map<String, Long> messages = new LinkedHashMap<>();
		for (MessageUse use : MessageUse.values()) {
			messages.put(use.id(), queue.messages(use));
		}
		SpotReport.Source source = this.view.sources()
			.stream()
			.filter((status) -> status.name().equals(queue.source()))
			.map((status) -> source(status, mask))
			.findFirst()
			.orElse(new SpotReport.Source(queue.source(), null, null, null, 0, 0));
		return new SpotReport.Queue(mask.text(queue.queue()), source.lastSuccess(), source.lastFailure(),
				source.lastError(), messages, queue.answersLifecycleActions());
	}

	/**
	 * Report what would make a drain fail, and have our targets looked at again.
	 */
	FindingsReport findings(Mask mask) {
		this.view.refreshTargets();
		return new FindingsReport(found(mask), budgets());
	}

	private List<SpotReport.Budget> budgets() {
		return this.view.budgets().stream().map(SpotReporter::budget).toList();
	}

	private static SpotReport.Budget budget(Budget budget) {
		return new SpotReport.Budget(id(budget.trigger()), Seconds.of(budget.time()), budget.origin(), budget.cut(),
				Seconds.ofNullable(budget.healthCheckLatency()), Seconds.ofNullable(budget.deregistrationDelay()),
				budget.parts()
					.stream()
					.map((part) -> new SpotReport.Part(part.name(), Seconds.of(part.limit()),
							Seconds.ofNullable(part.wanted()), Seconds.of(part.left())))
					.toList());
	}

	private List<SpotReport.Finding> found(Mask mask) {
		return this.view.findings()
			.stream()
			.map((finding) -> new SpotReport.Finding(finding.id(), finding.severity().id(),
					mask.text(finding.message()), mask.text(finding.remedy()), finding.documentation()))
			.toList();
	}

	private static Instant millis(Instant instant) {
		return instant.truncatedTo(ChronoUnit.MILLIS);
	}

	private static @Nullable Instant millisOrNull(@Nullable Instant instant) {
		return (instant != null) ? millis(instant) : null;
	}

	private static String id(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
