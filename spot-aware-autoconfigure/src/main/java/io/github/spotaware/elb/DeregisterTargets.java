package io.github.spotaware.elb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Target;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Takes our targets out of their target groups, and puts them back.
 */
final class DeregisterTargets implements DrainStep {

	private static final int MOST_UNDO_ATTEMPTS = 5;

	private static final int MOST_TASK_ATTEMPTS = 6;

	/**
	 * What the look before the first deregistration may take in all.
	 */
	private static final Duration GLANCE = Duration.ofSeconds(2);

	private static final Log logger = LogFactory.getLog(DeregisterTargets.class);

	private final ElbProperties properties;

	private final Presence presence;

	private final TargetSurvey survey;

	private final TargetBook book;

	private final Membership membership;

	private final Arrival arrival;

	private final HealthWatch watch;

	private final GroupSettings settings;

	private final Backoff backoff;

	private final Pause pause;

	private volatile Platform platform = Platform.NONE;

	DeregisterTargets(ElbProperties properties, Presence presence, TargetSurvey survey, TargetBook book,
			Membership membership, Arrival arrival, HealthWatch watch, GroupSettings settings, Backoff backoff,
			Pause pause) {
		this.properties = properties;
		this.presence = presence;
		this.survey = survey;
		this.book = book;
		this.membership = membership;
		this.arrival = arrival;
		this.watch = watch;
		this.settings = settings;
		this.backoff = backoff;
		this.pause = pause;
	}

	@Override
	public String name() {
		return "deregister-targets";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.LEAVE;
	}

	@Override
	public void prepare(InstanceIdentity identity) throws InterruptedException {
		if (identity.platform().orchestrated()) {
			prepareTask(identity);
			return;
		}
		this.survey.locate(identity);
		this.settings.read();
		if (!this.arrival.prepare(identity)) {
			this.survey.look();
		}
	}

	/**
	 * We are registered when our containers run, which may be after our start. What is
	 * then seen tells later who began to leave. Of a group that we are found in later,
	 * the settings are read then.
	 */
	private void prepareTask(InstanceIdentity identity) throws InterruptedException {
		this.survey.look(identity, true);
		this.settings.read();
		this.arrival.prepare(identity);
		if (this.survey.seeks()) {
			this.watch.untilRegistered(identity);
		}
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		// First of all: from now on nothing registers us.
		this.presence.leave();
		this.platform = drain.identity().platform();
		ElbProperties.Deregister deregister = this.properties.deregister();
		if (!deregister.on(drain.identity().platform())) {
			return StepOutcome.skipped("%s is '%s' in %s".formatted(ElbProperties.DEREGISTER,
					deregister.name().toLowerCase(Locale.ROOT), drain.identity().platform().description()));
		}
		if (!drain.leavesTargetGroups() && (this.platform.orchestrated() || !this.properties.register())) {
			return StepOutcome.skipped(
					this.platform.orchestrated() ? "nobody would register the target again if this drain is taken back"
							: "nobody would register the targets again after a restart in place");
		}
		find(drain);
		if (this.book.all().isEmpty()) {
			return this.survey.nothingFound();
		}
		List<TrackedTarget> open = this.book.all()
			.stream()
			.filter((target) -> target.deregisteredAt() == null)
			.toList();
		if (open.isEmpty()) {
			return StepOutcome.done("deregistered before");
		}
		List<TrackedTarget> left = open.stream().filter(this::leftByOthers).toList();
		if (!left.isEmpty()) {
			drain.departing(WatchTargets.NAME, this.book.departure());
		}
		Map<String, List<Target>> groups = this.book
			.groups((target) -> target.deregisteredAt() == null && !left.contains(target));
		Map<String, Problem> problems = new Rounds(this.backoff, patience(drain)).run(groups,
				(group, targets) -> deregister(group, targets, drain));
		return outcome(left, groups, problems);
	}

	/**
	 * ECS may have deregistered us before it told us. And it may tell us before we have
	 * found out anything.
	 */
	private void find(Drain drain) throws InterruptedException {
		if (!this.platform.orchestrated()) {
			this.survey.locate(drain.identity());
			if (!this.book.all().stream().allMatch(TrackedTarget::seenRegistered)) {
				// What was registered after our start has to be registered again.
				this.survey.glance(drain.identity(), GLANCE);
			}
			return;
		}
		Rounds.Patience patience = patience(drain);
		int failures = 0;
		Sight sight;
		do {
			sight = this.survey.glance(drain.identity(), GLANCE);
			failures++;
		}
		while (this.book.all().isEmpty() && sight == Sight.DIM
				&& patience.lasts(failures, this.backoff.afterFailures(failures)));
	}

	private boolean leftByOthers(TrackedTarget target) {
		return this.platform.orchestrated() && target.left();
	}

	/**
	 * Where an orchestrator deregisters us, too, it does not pay to try for as long as
	 * there is time: a drain whose callers have let go would wait for nothing else.
	 */
	private Rounds.Patience patience(Drain drain) {
		return (failures, wait) -> {
			if (wait.compareTo(drain.remaining()) >= 0
					|| (this.platform.orchestrated() && failures >= MOST_TASK_ATTEMPTS)) {
				return false;
			}
			drain.pause(wait);
			return true;
		};
	}

	private Answer<List<Target>> deregister(String group, List<Target> targets, Drain drain)
			throws InterruptedException {
		Answer<List<Target>> answer = this.membership.deregister(group, targets);
		if (answer.problem() == null) {
			// In the name of the step that goes on knowing: two voices would contradict.
			drain.departing(WatchTargets.NAME, this.book.departure());
		}
		return answer;
	}

	private static StepOutcome outcome(List<TrackedTarget> left, Map<String, List<Target>> groups,
			Map<String, Problem> problems) {
		List<String> done = new ArrayList<>();
		groups.forEach((group, targets) -> {
			if (!problems.containsKey(group)) {
				done.add(Membership.words(group, targets));
			}
		});
		List<String> details = new ArrayList<>();
		if (!done.isEmpty()) {
			details.add("deregistered " + String.join(", ", done));
		}
		left.forEach((tracked) -> details.add(alreadyLeft(tracked)));
		if (!problems.isEmpty()) {
			details.add(words(problems));
		}
		String detail = String.join("; ", details);
		return problems.isEmpty() ? StepOutcome.done(detail) : StepOutcome.failed(detail);
	}

	private static String alreadyLeft(TrackedTarget tracked) {
		Target target = tracked.target();
		return "%s was '%s' already".formatted(Membership.words(target.group(), List.of(target)),
				tracked.health().word());
	}

	@Override
	public void undo() throws InterruptedException {
		this.presence.comeBack();
		if (this.platform.orchestrated()) {
			if (!this.membership.takenOut().isEmpty()) {
				logger.warn("Not registered again: " + (this.platform.ecs()
						? "ECS registers a task once. Stop this task so that ECS replaces it."
						: "the load balancer controller registers pods. Delete this pod so that another one takes its place."));
			}
			return;
		}
		Map<String, Problem> problems = new Rounds(this.backoff, this::lastsToRegister).run(this.membership.takenOut(),
				this::register);
		this.arrival.resume();
		if (!problems.isEmpty()) {
			throw new IllegalStateException("Not registered again: " + words(problems));
		}
	}

	private boolean lastsToRegister(int failures, Duration wait) throws InterruptedException {
		if (failures >= MOST_UNDO_ATTEMPTS) {
			return false;
		}
		this.pause.pause(wait);
		return true;
	}

	private Answer<List<Target>> register(String group, List<Target> targets) throws InterruptedException {
		return Objects.requireNonNull(this.membership.register(group, targets, () -> true));
	}

	private static String words(Map<String, Problem> problems) {
		return problems.values().stream().map(Problem::words).collect(Collectors.joining("; "));
	}

}
