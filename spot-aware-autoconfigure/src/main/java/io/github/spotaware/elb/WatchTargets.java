package io.github.spotaware.elb;

import java.time.Duration;

import io.github.spotaware.Departure;
import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;

/**
 * Watches the load balancers let go of us.
 */
final class WatchTargets implements DrainStep {

	static final String NAME = "watch-targets";

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final int MOST_LOOKS = 24;

	private final TargetSurvey survey;

	private final TargetBook book;

	private final Backoff backoff;

	WatchTargets(TargetSurvey survey, TargetBook book, Backoff backoff) {
		this.survey = survey;
		this.book = book;
		this.backoff = backoff;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.SETTLE;
	}

	@Override
	public boolean awaited() {
		return false;
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		if (this.book.all().isEmpty()) {
			this.survey.locate(drain.identity());
		}
		if (this.book.all().isEmpty()) {
			return this.survey.nothingFound();
		}
		int failures = 0;
		for (int looks = 1; looks <= MOST_LOOKS; looks++) {
			Sight sight = this.survey.look();
			failures = (sight == Sight.CLEAR) ? 0 : Math.min(failures + 1, 2);
			Departure departure = this.book.departure();
			drain.departing(NAME, departure);
			if (departure.kind() == Departure.Kind.GONE) {
				return StepOutcome.done("the load balancer has let go");
			}
			if (sight == Sight.REFUSED) {
				return StepOutcome.failed("the load balancer does not tell");
			}
			drain.pause(this.backoff.atLeast(INTERVAL.multipliedBy(1L << failures)));
		}
		// The rate limits are shared by all instances of the account.
		return StepOutcome.done("looked %d times, which is enough".formatted(MOST_LOOKS));
	}

}
