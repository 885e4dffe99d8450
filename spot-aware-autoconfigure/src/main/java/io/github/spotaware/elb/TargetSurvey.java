package io.github.spotaware.elb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Severity;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Target;
import io.github.spotaware.TargetLocator;
import io.github.spotaware.Ticker;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.UntoldException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds out which targets we are and how they are, and writes it into the book.
 */
final class TargetSurvey {

	/**
	 * What a call may take where nothing hurries.
	 */
	static final Duration CALL_LIMIT = Duration.ofSeconds(5);

	static final Haste PATIENT = new Haste(false, () -> CALL_LIMIT);

	private static final Log logger = LogFactory.getLog(TargetSurvey.class);

	private final ObjectProvider<TargetLocator> locators;

	private final LoadBalancingApi api;

	private final TargetBook book;

	private final Findings findings;

	private final Ticker ticker;

	TargetSurvey(ObjectProvider<TargetLocator> locators, LoadBalancingApi api, TargetBook book, Findings findings,
			Ticker ticker) {
		this.locators = locators;
		this.api = api;
		this.book = book;
		this.findings = findings;
		this.ticker = ticker;
	}

	/**
	 * Find out which targets we are. Asks again only what is not known yet.
	 * @param identity who we are
	 * @return whether all who know some of our targets told
	 * @throws InterruptedException when interrupted
	 */
	boolean locate(InstanceIdentity identity) throws InterruptedException {
		return locate(identity, PATIENT).complete();
	}

	private Located locate(InstanceIdentity identity, Haste haste) throws InterruptedException {
		Located located = new Located();
		for (TargetLocator locator : this.locators.orderedStream().toList()) {
			locate(locator, identity, haste, located);
		}
		this.book.locate(located.targets(), located.complete());
		return located;
	}

	private void locate(TargetLocator locator, InstanceIdentity identity, Haste haste, Located located)
			throws InterruptedException {
		String name = locator.getClass().getSimpleName();
		String subject = "targets of '%s'".formatted(name);
		try {
			if (locator instanceof TargetsInGroups inGroups) {
				located.add(inGroups.find(identity, haste));
			}
			else {
				locator.locate(identity).forEach(located::add);
			}
			this.findings.remove(subject);
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			logger.debug("'%s' failed".formatted(name), ex);
			located.incomplete(UntoldException.hopeful(ex));
			this.findings.add(subject,
					new Finding("elb-targets-unknown", Severity.WARNING,
							"'%s' could not find out which targets we are: '%s'.".formatted(name, ex.getMessage()),
							"Set %s, or let it find out.".formatted(ElbProperties.TARGET_GROUP_ARNS)));
		}
	}

	/**
	 * Return what it means that no target is known. Where the beans were chosen when the
	 * application was built, there may be no target group to look in.
	 */
	StepOutcome nothingFound() {
		return seeks() ? StepOutcome.failed("it is not known which targets we are")
				: StepOutcome.skipped("no target group is configured or found");
	}

	/**
	 * Return whether there may be targets that are us.
	 */
	boolean seeks() {
		return this.locators.stream()
			.anyMatch((locator) -> !(locator instanceof TargetsInGroups inGroups) || !inGroups.none());
	}

	/**
	 * Look how our targets are.
	 * @return whether all load balancers told
	 * @throws InterruptedException when interrupted
	 */
	Sight look() throws InterruptedException {
		return look(Set.of(), PATIENT, this::saw);
	}

	/**
	 * Find out which targets we are, and look how they are, in one call for each group
	 * where that is possible.
	 * @param identity who we are
	 * @param patient whether we may still be registered by somebody, so that it is not
	 * wrong that we are not
	 * @return whether all told who were asked
	 * @throws InterruptedException when interrupted
	 */
	Sight look(InstanceIdentity identity, boolean patient) throws InterruptedException {
		return look(identity, PATIENT, patient ? this::note : this::saw);
	}

	/**
	 * Do the same once, and in a hurry. What is configured waits for nobody else.
	 * @param identity who we are
	 * @param limit the time for all looks together; to find out which target groups we
	 * are in is not counted
	 * @return whether all told who were asked
	 * @throws InterruptedException when interrupted
	 */
	Sight glance(InstanceIdentity identity, Duration limit) throws InterruptedException {
		AtomicReference<@Nullable Long> begun = new AtomicReference<>();
		return look(identity, new Haste(true, () -> {
			begun.compareAndSet(null, this.ticker.nanos());
			return limit.minusNanos(this.ticker.nanos() - Objects.requireNonNull(begun.get()));
		}), this::note);
	}

	private Sight look(InstanceIdentity identity, Haste haste, BiConsumer<Target, TargetHealth> eye)
			throws InterruptedException {
		Located located = locate(identity, haste);
		located.health().forEach(eye);
		return look(located.health().keySet(), haste, eye).and(located.sight());
	}

	private Sight look(Set<Target> except, Haste haste, BiConsumer<Target, TargetHealth> eye)
			throws InterruptedException {
		Sight sight = Sight.CLEAR;
		Map<String, List<Target>> groups = this.book.groups((tracked) -> !except.contains(tracked.target()));
		for (Map.Entry<String, List<Target>> group : groups.entrySet()) {
			Answer<Map<Target, TargetHealth>> answer = this.api.health(group.getKey(), group.getValue(), haste.limit());
			Map<Target, TargetHealth> health = answer.value();
			if (health != null) {
				health.forEach(eye);
			}
			else if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			else {
				this.book.update(group.getValue(), TrackedTarget::unseen);
				sight = sight.and(Sight.untold(answer.problem() == null || answer.problem().retryable()));
			}
		}
		return sight;
	}

	private void note(Target target, TargetHealth health) {
		long now = this.ticker.nanos();
		this.book.update(List.of(target), (before) -> before.seen(health, now));
	}

	private void saw(Target target, TargetHealth health) {
		note(target, health);
		String subject = "registration of '%s' in '%s'".formatted(target.id() + ":" + target.port(), target.group());
		boolean stranger = this.book.all()
			.stream()
			.anyMatch((tracked) -> tracked.target().equals(target) && tracked.stranger());
		if (stranger) {
			this.findings.add(subject, new Finding("elb-target-not-registered", Severity.WARNING,
					"'%s:%d' is not registered in target group '%s': '%s'.".formatted(target.id(), target.port(),
							TargetGroupArn.nameOf(target.group()), health.reason()),
					"Compare id and port with the targets of '%3$s', and set %1$s and %2$s where they are wrong."
						.formatted(ElbProperties.TARGET_ID, ElbProperties.TARGET_PORT, target.group())));
		}
		else {
			this.findings.remove(subject);
		}
	}

}
