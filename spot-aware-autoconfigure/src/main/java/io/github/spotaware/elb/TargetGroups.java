package io.github.spotaware.elb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Severity;
import io.github.spotaware.TargetGroup;
import io.github.spotaware.TargetGroupLocator;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.UntoldException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Knows the target groups that we are in, or may be in: those that are configured, and
 * those that the platform knows of. Safe for use by any thread.
 */
final class TargetGroups {

	private static final Log logger = LogFactory.getLog(TargetGroups.class);

	private final List<String> configured;

	private final ObjectProvider<TargetGroupLocator> locators;

	private final Findings findings;

	private final Map<TargetGroupLocator, Answered> answers = new ConcurrentHashMap<>();

	TargetGroups(List<String> configured, ObjectProvider<TargetGroupLocator> locators, Findings findings) {
		this.configured = configured;
		this.locators = locators;
		this.findings = findings;
	}

	/**
	 * Find out the groups. Asks again only who did not answer for this identity yet.
	 * @param identity who we are
	 * @param urgent whether groups that are configured do not wait for others
	 * @return the groups
	 * @throws InterruptedException when interrupted
	 */
	Known locate(InstanceIdentity identity, boolean urgent) throws InterruptedException {
		Map<String, SearchedGroup> groups = new LinkedHashMap<>();
		this.configured.forEach((arn) -> groups.put(arn, SearchedGroup.configured(arn)));
		Sight sight = Sight.CLEAR;
		for (TargetGroupLocator locator : this.locators.orderedStream().toList()) {
			if (!urgent || this.configured.isEmpty() || answered(locator, identity) != null) {
				sight = sight.and(locate(locator, identity, groups));
			}
		}
		// Who configures groups says which: that is also the way out where nobody tells.
		return new Known(List.copyOf(groups.values()), this.configured.isEmpty() ? sight : Sight.CLEAR);
	}

	private Sight locate(TargetGroupLocator locator, InstanceIdentity identity, Map<String, SearchedGroup> groups)
			throws InterruptedException {
		String name = locator.getClass().getSimpleName();
		String subject = "target groups of '%s'".formatted(name);
		try {
			for (TargetGroup group : answer(locator, identity).groups()) {
				groups.merge(group.arn(), SearchedGroup.located(group), SearchedGroup::and);
			}
			this.findings.remove(subject);
			return Sight.CLEAR;
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			logger.debug("'%s' failed".formatted(name), ex);
			if (this.configured.isEmpty()) {
				this.findings.add(subject,
						new Finding("elb-targets-unknown", Severity.WARNING,
								"'%s' could not find out which target groups we are in: '%s'.".formatted(name,
										ex.getMessage()),
								"Set %s, or let it find out.".formatted(ElbProperties.TARGET_GROUP_ARNS)));
			}
			return Sight.untold(UntoldException.hopeful(ex));
		}
	}

	private Answered answer(TargetGroupLocator locator, InstanceIdentity identity) throws Exception {
		Answered before = answered(locator, identity);
		if (before != null) {
			return before;
		}
		Answered answered = new Answered(identity, locator.locate(identity));
		this.answers.put(locator, answered);
		return answered;
	}

	private @Nullable Answered answered(TargetGroupLocator locator, InstanceIdentity identity) {
		Answered before = this.answers.get(locator);
		return (before != null && before.identity().equals(identity)) ? before : null;
	}

	/**
	 * Return whether there is no target group to look in, as far as it was asked.
	 */
	boolean none() {
		return this.configured.isEmpty()
				&& this.locators.stream().allMatch((locator) -> noneBy(this.answers.get(locator)));
	}

	private static boolean noneBy(@Nullable Answered answered) {
		return answered != null && answered.groups().isEmpty();
	}

	/**
	 * The groups that are known.
	 *
	 * @param groups the groups
	 * @param sight whether these are all
	 */
	record Known(List<SearchedGroup> groups, Sight sight) {
	}

	/**
	 * What a locator answered.
	 *
	 * @param identity who it was asked about
	 * @param groups the groups
	 */
	private record Answered(InstanceIdentity identity, List<TargetGroup> groups) {
	}

}
