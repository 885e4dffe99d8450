package io.github.spotaware.elb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Target;

/**
 * Takes our targets out of their target groups, and puts them back.
 */
final class DeregisterTargets implements DrainStep {

	private static final int MOST_UNDO_ATTEMPTS = 5;

	private final ElbProperties properties;

	private final Presence presence;

	private final TargetSurvey survey;

	private final TargetBook book;

	private final Membership membership;

	private final Arrival arrival;

	private final Backoff backoff;

	private final Pause pause;

	DeregisterTargets(ElbProperties properties, Presence presence, TargetSurvey survey, TargetBook book,
			Membership membership, Arrival arrival, Backoff backoff, Pause pause) {
		this.properties = properties;
		this.presence = presence;
		this.survey = survey;
		this.book = book;
		this.membership = membership;
		this.arrival = arrival;
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
		this.survey.locate(identity);
		this.survey.readDelays();
		if (!this.arrival.prepare(identity)) {
			this.survey.look();
		}
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		// First of all: from now on nothing registers us.
		this.presence.leave();
		ElbProperties.Deregister deregister = this.properties.deregister();
		if (!deregister.on(drain.identity().platform())) {
			return StepOutcome.skipped(
					"%s is '%s' on '%s'".formatted(ElbProperties.DEREGISTER, deregister, drain.identity().platform()));
		}
		if (!drain.leavesTargetGroups() && !this.properties.register()) {
			return StepOutcome.skipped("nobody would register the targets again after a restart in place");
		}
		this.survey.locate(drain.identity());
		if (this.book.all().isEmpty()) {
			return this.survey.nothingFound();
		}
		Map<String, List<Target>> groups = this.book.groups((target) -> target.deregisteredAt() == null);
		if (groups.isEmpty()) {
			return StepOutcome.done("deregistered before");
		}
		Map<String, Problem> problems = new Rounds(this.backoff, patience(drain)).run(groups,
				(group, targets) -> deregister(group, targets, drain));
		return outcome(groups, problems);
	}

	private static Rounds.Patience patience(Drain drain) {
		return (failures, wait) -> {
			if (wait.compareTo(drain.remaining()) >= 0) {
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

	private static StepOutcome outcome(Map<String, List<Target>> groups, Map<String, Problem> problems) {
		List<String> done = new ArrayList<>();
		groups.forEach((group, targets) -> {
			if (!problems.containsKey(group)) {
				done.add(Membership.words(group, targets));
			}
		});
		String detail = done.isEmpty() ? "" : "deregistered " + String.join(", ", done);
		if (problems.isEmpty()) {
			return StepOutcome.done(detail);
		}
		return StepOutcome.failed((done.isEmpty() ? "" : detail + "; ") + words(problems));
	}

	@Override
	public void undo() throws InterruptedException {
		this.presence.comeBack();
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
