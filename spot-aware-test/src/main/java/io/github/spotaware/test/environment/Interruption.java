package io.github.spotaware.test.environment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.load.LoadReport;
import org.jspecify.annotations.Nullable;

/**
 * Tells how an interruption went. Times count from the notice. Immutable; its text is the
 * whole story, for a build that fails.
 */
public final class Interruption {

	private static final LoadReport NO_LOAD = new LoadReport(0, 0, List.of(),
			new LoadReport.Latency(Duration.ZERO, Duration.ZERO, Duration.ZERO), Map.of(), Map.of());

	private final long start;

	private final String load;

	private final LoadReport report;

	private final @Nullable Target target;

	private final @Nullable Duration drainedAfter;

	private final @Nullable Duration deadlineAfter;

	private final List<Moment> moments;

	private Interruption(long start, String load, LoadReport report, @Nullable Target target,
			@Nullable Duration drainedAfter, @Nullable Duration deadlineAfter, List<Moment> moments) {
		this.start = start;
		this.load = load;
		this.report = report;
		this.target = target;
		this.drainedAfter = drainedAfter;
		this.deadlineAfter = deadlineAfter;
		this.moments = moments;
	}

	/**
	 * Gathers what happened.
	 * @param environment where
	 * @param begun when it began, where nothing was announced
	 * @param load what was sent, or {@code null} for nothing
	 * @param report what became of it
	 */
	static Interruption of(SpotEnvironment environment, long begun, @Nullable Load load, @Nullable LoadReport report) {
		Announcement announced = environment.announcement();
		long start = (announced != null) ? announced.at() : begun;
		Application application = environment.application();
		boolean before = application.was(Transition.DRAINED, start);
		Long drained = before ? (Long) start : application.since(Transition.DRAINED, start);
		Long deadline = (announced != null) ? announced.deadline() : null;
		List<Moment> moments = new ArrayList<>(environment.stage().moments());
		application.since(start)
			.forEach((transition) -> moments.add(new Moment(transition.at(), transition.description())));
		if (announced != null) {
			announced.addTo(moments);
		}
		if (before) {
			moments.add(new Moment(start, "drained before that"));
		}
		if (application.dryRun()) {
			moments.add(new Moment(start, "'spot-aware.dry-run' is 'true': the application only pretends to drain"));
		}
		moments.removeIf((moment) -> moment.at() - start < 0);
		moments.sort(Comparator.comparingLong(Moment::at));
		return new Interruption(start, (load != null) ? load.toString() : "no load",
				(report != null) ? report : NO_LOAD, environment.stage().target(), after(start, drained),
				after(start, deadline), List.copyOf(moments));
	}

	private static @Nullable Duration after(long start, @Nullable Long at) {
		return (at != null) ? Duration.ofNanos(at - start) : null;
	}

	/**
	 * Returns how many requests were sent.
	 * @return the count, 0 without load
	 */
	public long sent() {
		return this.report.sent();
	}

	/**
	 * Returns how many requests the application answered completely and as expected; the
	 * others were answered by its replacement, or lost.
	 * @return the count
	 */
	public long served() {
		return (this.target != null) ? this.report.completedByTarget().getOrDefault(this.target.toString(), 0L) : 0;
	}

	/**
	 * Returns how many requests did not get the complete expected answer.
	 * @return the count
	 */
	public long lost() {
		return this.report.sent() - this.report.complete();
	}

	/**
	 * Returns what became of every request.
	 * @return the report
	 */
	public LoadReport load() {
		return this.report;
	}

	/**
	 * Returns when the application was drained.
	 * @return the time since the notice, nothing if it was drained before that, or
	 * {@code null} if it was not
	 */
	public @Nullable Duration drainedAfter() {
		return this.drainedAfter;
	}

	/**
	 * Returns the time of the interruption.
	 * @return the time since the notice, or {@code null} if none was announced
	 */
	public @Nullable Duration deadlineAfter() {
		return this.deadlineAfter;
	}

	/**
	 * Returns whether the application was drained before the time of the interruption.
	 * @return whether it was in time
	 */
	public boolean drainedInTime() {
		return this.drainedAfter != null
				&& (this.deadlineAfter == null || this.drainedAfter.compareTo(this.deadlineAfter) < 0);
	}

	/**
	 * Fails unless requests were sent, the application served some of them, and every one
	 * got the complete expected answer.
	 * @return this interruption
	 */
	public Interruption assertNothingLost() {
		if (sent() == 0) {
			throw new AssertionError("Nothing was sent, so that nothing could be lost: use underLoad(...)");
		}
		if (lost() > 0) {
			throw new AssertionError(
					"Expected that no request is lost, but %d of %d were%n%s".formatted(lost(), sent(), this));
		}
		if (served() == 0) {
			throw new AssertionError("The application served none of %d requests%n%s".formatted(sent(), this));
		}
		return this;
	}

	/**
	 * Fails unless the application was drained before the time of the interruption.
	 * @return this interruption
	 */
	public Interruption assertDrainedInTime() {
		if (!drainedInTime()) {
			throw new AssertionError(
					"Expected that the application is drained before its instance is lost%n%s".formatted(this));
		}
		return this;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.moments.forEach((moment) -> line(text, moment.line(this.start)));
		line(text, "%s: %d sent, %d served by the application, %d lost".formatted(this.load, sent(), served(), lost()));
		Losses.describe(this.report.losses(), this.start, this.target).forEach((loss) -> line(text, loss));
		return text.toString();
	}

	private static void line(StringBuilder text, String line) {
		text.append(line).append(System.lineSeparator());
	}

}
