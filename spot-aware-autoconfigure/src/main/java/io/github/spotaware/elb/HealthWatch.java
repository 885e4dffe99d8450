package io.github.spotaware.elb;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Severity;
import io.github.spotaware.Target;
import io.github.spotaware.TargetStatus;
import io.github.spotaware.TargetView;
import io.github.spotaware.Ticker;
import io.github.spotaware.aws.Findings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks how our targets are while somebody waits for them to become healthy, and not
 * during a drain. Asks for each target group every five to six seconds, half as often and
 * less when the API fails, and once a minute for a target that does not become healthy.
 * Reads on the way how the groups are set that were not known before or did not tell.
 */
final class HealthWatch implements TargetView {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final Duration LONG_INTERVAL = Duration.ofMinutes(1);

	/**
	 * Somebody who asks every second is still there.
	 */
	private static final Duration ATTENTION = Duration.ofSeconds(30);

	private static final Log logger = LogFactory.getLog(HealthWatch.class);

	private final Presence presence;

	private final TargetSurvey survey;

	private final TargetBook book;

	private final GroupSettings settings;

	private final Findings findings;

	private final Ticker ticker;

	private final Background background;

	private final Map<Target, Long> told = new HashMap<>();

	private boolean busy;

	private boolean untilHealthy;

	private @Nullable InstanceIdentity sought;

	private @Nullable Long asked;

	HealthWatch(Presence presence, TargetSurvey survey, TargetBook book, GroupSettings settings, Findings findings,
			Ticker ticker, Background background) {
		this.presence = presence;
		this.survey = survey;
		this.book = book;
		this.settings = settings;
		this.findings = findings;
		this.ticker = ticker;
		this.background = background;
	}

	@Override
	public List<TargetStatus> targets() {
		return this.book.all().stream().map(TrackedTarget::status).toList();
	}

	@Override
	public boolean seeks() {
		return this.survey.seeks();
	}

	@Override
	public synchronized void refresh() {
		this.asked = this.ticker.nanos();
		begin();
	}

	/**
	 * Look until all our targets are healthy, or a drain begins. Returns at once.
	 */
	synchronized void untilHealthy() {
		this.untilHealthy = true;
		begin();
	}

	/**
	 * Look again, in a while, for targets that something else registers: until they are
	 * found and healthy, or a drain begins. Not found in three minutes, they are not
	 * sought any more. Returns at once.
	 * @param identity who we are
	 */
	synchronized void untilRegistered(InstanceIdentity identity) {
		this.untilHealthy = true;
		this.sought = identity;
		begin(this::watchLater);
	}

	private void begin() {
		begin(this::watch);
	}

	private void begin(Background.Task task) {
		if (!this.busy && wanted()) {
			this.busy = true;
			this.background.run("look how our targets are", task, this::broken);
		}
	}

	private boolean wanted() {
		Long last = this.asked;
		boolean somebodyWaits = this.untilHealthy || (last != null && this.ticker.nanos() - last < ATTENTION.toNanos());
		boolean somethingToSee = this.sought != null || !this.book.all().isEmpty();
		return somebodyWaits && somethingToSee && this.presence.stay() != null && !satisfied();
	}

	private boolean satisfied() {
		return this.book.healthy() && !this.settings.open();
	}

	private synchronized boolean goesOn() {
		this.busy = wanted();
		this.untilHealthy &= this.busy;
		return this.busy;
	}

	private synchronized void broken() {
		this.busy = false;
	}

	private void watchLater() throws InterruptedException {
		this.background.await(this.background.backoff().atLeast(INTERVAL));
		if (goesOn()) {
			watch();
		}
	}

	private void watch() throws InterruptedException {
		long begun = this.ticker.nanos();
		int failures = 0;
		do {
			boolean late = this.ticker.nanos() - begun >= PATIENCE.toNanos();
			Sight sight = look(late);
			this.settings.read();
			failures = (sight == Sight.CLEAR && !this.settings.open()) ? 0 : Math.min(failures + 1, 2);
			if (sight == Sight.REFUSED) {
				giveUp();
			}
			this.book.all().forEach((target) -> tell(target, late));
			if (!satisfied()) {
				Duration interval = late ? LONG_INTERVAL : INTERVAL.multipliedBy(1L << failures);
				this.background.await(this.background.backoff().atLeast(interval));
			}
		}
		while (goesOn());
	}

	private Sight look(boolean late) throws InterruptedException {
		InstanceIdentity identity = stillSought(late);
		if (this.book.healthy()) {
			return Sight.CLEAR;
		}
		return (identity != null) ? this.survey.look(identity, !late) : this.survey.look();
	}

	/**
	 * Return who is sought, for the last time when it is late.
	 */
	private synchronized @Nullable InstanceIdentity stillSought(boolean late) {
		InstanceIdentity identity = this.sought;
		this.sought = late ? null : identity;
		return identity;
	}

	/**
	 * Ask no more: nobody will tell.
	 */
	private synchronized void giveUp() {
		this.sought = null;
		this.untilHealthy = false;
	}

	private void tell(TrackedTarget tracked, boolean late) {
		Target target = tracked.target();
		String words = Membership.words(target.group(), List.of(target));
		String subject = "health of " + words;
		if (tracked.healthy()) {
			this.findings.remove(subject);
			Long since = tracked.registeredAt();
			if (since != null && !since.equals(this.told.put(target, since))) {
				Duration taken = Duration.ofNanos(this.ticker.nanos() - since);
				logger.info("%s is healthy after %d s".formatted(words, taken.toSeconds()));
			}
		}
		else if (late && tracked.state() != TargetState.UNKNOWN && !tracked.stranger()
				&& this.presence.stay() != null) {
			this.findings.add(subject,
					new Finding("elb-target-not-healthy", Severity.WARNING,
							"%s does not become healthy: it is %s.".formatted(words, tracked.health().words()),
							"Compare path, port and success codes of the health check of '%s' with what the "
								.formatted(target.group())
									+ "application answers, and let its security group admit the load balancer."));
		}
	}

}
