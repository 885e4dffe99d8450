package io.github.spotaware.elb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Target;
import io.github.spotaware.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Takes our targets out of their target groups.
 */
final class DeregisterTargets implements DrainStep {

	private static final int MOST_UNDO_ATTEMPTS = 5;

	private static final Log logger = LogFactory.getLog(DeregisterTargets.class);

	private final ElbProperties.Deregister deregister;

	private final TargetSurvey survey;

	private final LoadBalancingApi api;

	private final TargetBook book;

	private final Ticker ticker;

	private final Backoff backoff;

	private final Pause pause;

	private final Set<Target> attempted = ConcurrentHashMap.newKeySet();

	DeregisterTargets(ElbProperties.Deregister deregister, TargetSurvey survey, LoadBalancingApi api, TargetBook book,
			Ticker ticker, Backoff backoff, Pause pause) {
		this.deregister = deregister;
		this.survey = survey;
		this.api = api;
		this.book = book;
		this.ticker = ticker;
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
		this.survey.look();
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		if (!this.deregister.on(drain.identity().platform())) {
			return StepOutcome.skipped("%s is '%s' on '%s'".formatted(ElbProperties.DEREGISTER, this.deregister,
					drain.identity().platform()));
		}
		if (!drain.leavesTargetGroups()) {
			return StepOutcome.skipped("nobody would register the targets again after a restart in place");
		}
		this.survey.locate(drain.identity());
		if (this.book.all().isEmpty()) {
			return StepOutcome.failed("it is not known which targets we are");
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

	private Answer<List<Target>> deregister(String group, List<Target> targets, Drain drain) {
		// Also a call whose answer does not arrive may have been heard.
		this.attempted.addAll(targets);
		Answer<List<Target>> answer = this.api.deregister(group, targets);
		Problem problem = answer.problem();
		if (problem != null && problem.kind() != Problem.Kind.UNREACHABLE) {
			targets.forEach(this.attempted::remove);
		}
		if (problem == null) {
			long now = this.ticker.nanos();
			this.book.update(targets, (target) -> target.deregistered(now));
			// In the name of the step that goes on knowing: two voices would contradict.
			drain.departing(WatchTargets.NAME, this.book.departure());
			logger.info("Deregistered %s".formatted(words(group, targets)));
		}
		return answer;
	}

	private static StepOutcome outcome(Map<String, List<Target>> groups, Map<String, Problem> problems) {
		List<String> done = new ArrayList<>();
		groups.forEach((group, targets) -> {
			if (!problems.containsKey(group)) {
				done.add(words(group, targets));
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
		Map<String, List<Target>> groups = this.book
			.groups((target) -> this.attempted.contains(target.target()) && !target.stranger());
		Map<String, Problem> problems = new Rounds(this.backoff, this::lastsToRegister).run(groups, this::register);
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

	private Answer<List<Target>> register(String group, List<Target> targets) {
		// Before the answer: a drain that begins meanwhile must deregister again.
		this.book.update(targets, TrackedTarget::registered);
		Answer<List<Target>> answer = this.api.register(group, targets);
		if (answer.problem() == null) {
			targets.forEach(this.attempted::remove);
			logger.info("Registered %s again".formatted(words(group, targets)));
		}
		return answer;
	}

	private static String words(String group, List<Target> targets) {
		String names = targets.stream()
			.map((target) -> "'%s:%d'".formatted(target.id(), target.port()))
			.collect(Collectors.joining(" and "));
		return "%s of target group '%s'".formatted(names, TargetGroupArn.nameOf(group));
	}

	private static String words(Map<String, Problem> problems) {
		return problems.values().stream().map(Problem::words).collect(Collectors.joining("; "));
	}

}
