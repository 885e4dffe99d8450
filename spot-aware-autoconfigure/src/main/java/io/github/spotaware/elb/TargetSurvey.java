package io.github.spotaware.elb;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Target;
import io.github.spotaware.TargetLocator;
import io.github.spotaware.Ticker;
import io.github.spotaware.aws.Findings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds out which targets we are and how they are, and writes it into the book.
 */
final class TargetSurvey {

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
		Set<Target> targets = new LinkedHashSet<>();
		boolean complete = true;
		for (TargetLocator locator : this.locators.orderedStream().toList()) {
			complete &= locate(locator, identity, targets);
		}
		this.book.locate(targets, complete);
		return complete;
	}

	private boolean locate(TargetLocator locator, InstanceIdentity identity, Set<Target> targets)
			throws InterruptedException {
		String name = locator.getClass().getSimpleName();
		String subject = "targets of '%s'".formatted(name);
		try {
			targets.addAll(locator.locate(identity));
			this.findings.remove(subject);
			return true;
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			logger.debug("'%s' failed".formatted(name), ex);
			this.findings.add(subject,
					new Finding("elb-targets-unknown",
							"'%s' could not find out which targets we are: '%s'.".formatted(name, ex.getMessage()),
							"Set %s, or let it find out.".formatted(ElbProperties.TARGET_GROUP_ARNS)));
			return false;
		}
	}

	/**
	 * Return what it means that no target is known. Where the beans were chosen when the
	 * application was built, there may be no target group to look in.
	 */
	StepOutcome nothingFound() {
		boolean sought = this.locators.stream()
			.anyMatch((locator) -> !(locator instanceof ConfiguredTargets configured) || !configured.none());
		return sought ? StepOutcome.failed("it is not known which targets we are")
				: StepOutcome.skipped("no target group is configured");
	}

	/**
	 * Read the deregistration delays.
	 */
	void readDelays() {
		this.book.groups((target) -> true).forEach((group, targets) -> {
			Duration delay = this.api.deregistrationDelay(group).value();
			if (delay != null) {
				this.book.update(targets, (target) -> target.delayed(delay));
			}
		});
	}

	/**
	 * Look how our targets are.
	 * @return whether all load balancers told
	 * @throws InterruptedException when interrupted
	 */
	boolean look() throws InterruptedException {
		boolean told = true;
		for (Map.Entry<String, List<Target>> group : this.book.groups((target) -> true).entrySet()) {
			Map<Target, TargetHealth> health = this.api.health(group.getKey(), group.getValue()).value();
			if (health != null) {
				health.forEach(this::saw);
			}
			else if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			else {
				this.book.update(group.getValue(), TrackedTarget::unseen);
				told = false;
			}
		}
		return told;
	}

	private void saw(Target target, TargetHealth health) {
		long now = this.ticker.nanos();
		this.book.update(List.of(target), (before) -> before.seen(health, now));
		String subject = "registration of '%s' in '%s'".formatted(target.id() + ":" + target.port(), target.group());
		boolean stranger = this.book.all()
			.stream()
			.anyMatch((tracked) -> tracked.target().equals(target) && tracked.stranger());
		if (stranger) {
			this.findings.add(subject,
					new Finding("elb-target-not-registered",
							"'%s:%d' is not registered in target group '%s': '%s'.".formatted(target.id(),
									target.port(), TargetGroupArn.nameOf(target.group()), health.reason()),
							"Compare %s and %s with the targets of '%s'.".formatted(ElbProperties.TARGET_ID,
									ElbProperties.TARGET_PORT, target.group())));
		}
		else {
			this.findings.remove(subject);
		}
	}

}
