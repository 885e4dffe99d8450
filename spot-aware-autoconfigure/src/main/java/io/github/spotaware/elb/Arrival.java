package io.github.spotaware.elb;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.Target;
import io.github.spotaware.aws.Findings;
import org.jspecify.annotations.Nullable;

/**
 * Registers our targets once the application accepts traffic, and again what is missing
 * when a drain was taken back. Safe for use by any thread; nothing but its own task
 * waits.
 */
final class Arrival {

	/**
	 * Between two looks whether the application accepts traffic. What is looked at is a
	 * field.
	 */
	static final Duration READINESS_INTERVAL = Duration.ofMillis(100);

	private static final int MOST_GUESSES = 10;

	private final boolean register;

	private final Presence presence;

	private final TargetSurvey survey;

	private final Membership membership;

	private final HealthWatch watch;

	private final Findings findings;

	private final Background background;

	private @Nullable InstanceIdentity identity;

	private Presence.@Nullable Stay begun;

	Arrival(boolean register, Presence presence, TargetSurvey survey, Membership membership, HealthWatch watch,
			Findings findings, Background background) {
		this.register = register;
		this.presence = presence;
		this.survey = survey;
		this.membership = membership;
		this.watch = watch;
		this.findings = findings;
		this.background = background;
	}

	/**
	 * Begin to arrive, unless a drain is under way: it is known who we are.
	 * @param known who we are
	 * @return whether we are to be registered at all
	 */
	synchronized boolean prepare(InstanceIdentity known) {
		boolean arrives = this.register && known.platform() == Platform.EC2;
		if (arrives) {
			this.identity = known;
			begin();
		}
		else if (this.register && known.platform().orchestrated()) {
			this.findings.add(ElbProperties.REGISTER, known.platform().ecs()
					? ignored("elb-register-on-ecs", "ECS registers its tasks, each once", "as an ECS task")
					: ignored("elb-register-on-kubernetes", "the load balancer controller registers pods", "in a pod"));
		}
		return arrives;
	}

	private static Finding ignored(String id, String why, String where) {
		return new Finding(id, Severity.INFO, "%s is ignored: %s.".formatted(ElbProperties.REGISTER, why),
				"Remove %s where the application runs %s.".formatted(ElbProperties.REGISTER, where));
	}

	/**
	 * Go on arriving: a drain was taken back.
	 */
	synchronized void resume() {
		begin();
	}

	private void begin() {
		InstanceIdentity known = this.identity;
		Presence.Stay stay = this.presence.stay();
		if (known != null && stay != null && stay != this.begun) {
			this.begun = stay;
			this.background.run("register our targets", () -> arrive(known, stay), () -> {
			});
		}
	}

	private void arrive(InstanceIdentity known, Presence.Stay stay) throws InterruptedException {
		int guesses = 0;
		boolean arrived = false;
		while (!arrived && guesses < MOST_GUESSES && awaitTraffic(stay)) {
			boolean complete = this.survey.locate(known);
			Map<String, Problem> problems = new Rounds(this.background.backoff(), (failures, wait) -> waits(stay, wait))
				.run(this.membership.missing(), (group, targets) -> register(group, targets, stay));
			// The API may not have told yet whether a group takes ids or addresses.
			if (!complete || problems.values().stream().anyMatch(Arrival::guessed)) {
				this.background.await(this.background.backoff().afterFailures(++guesses));
			}
			else {
				// Not while the application itself refuses traffic for a while.
				arrived = problems.keySet().containsAll(this.membership.missing().keySet());
			}
		}
		this.watch.untilHealthy();
	}

	/**
	 * Spring Boot says that it accepts traffic for an instant even where it is refused
	 * again at once, because a notice stands. What lasts from one look to the next
	 * counts.
	 */
	private boolean awaitTraffic(Presence.Stay stay) throws InterruptedException {
		int seen = 0;
		while (this.presence.lasts(stay)) {
			seen = this.presence.serves(stay) ? seen + 1 : 0;
			if (seen > 1) {
				return true;
			}
			this.background.await(READINESS_INTERVAL);
		}
		return false;
	}

	private static boolean guessed(Problem problem) {
		return problem.kind() == Problem.Kind.INVALID_TARGET;
	}

	private boolean waits(Presence.Stay stay, Duration wait) throws InterruptedException {
		this.background.await(wait);
		return this.presence.lasts(stay);
	}

	private Answer<List<Target>> register(String group, List<Target> targets, Presence.Stay stay)
			throws InterruptedException {
		Answer<List<Target>> answer = this.membership.register(group, targets, () -> this.presence.serves(stay));
		return (answer != null) ? answer : Answer.of(targets);
	}

}
