package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import io.github.spotaware.sample.drill.Moment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Is the outcome of one interruption.
 *
 * @param mode what handled it
 * @param load what became of the requests
 * @param courses what became of each instance that was to end
 * @param leastLoss about how many requests are lost whatever the application does
 * @param mostLoss how many may be lost where some have to be
 * @param rollout how long the rollout took, {@code null} if it was none
 */
record RunResult(Mode mode, LoadResult load, List<Course> courses, long leastLoss, long mostLoss,
		@Nullable Rollout rollout) {

	RunResult(Mode mode, LoadResult load, Timeline timeline, Duration notice, long leastLoss) {
		this(mode, load, List.of(new Course(timeline, notice)), leastLoss, 2 * leastLoss, null);
	}

	/**
	 * What became of the first of the instances.
	 */
	Timeline timeline() {
		return this.courses.get(0).timeline();
	}

	boolean isComplete() {
		return this.load.lostInAll() == 0 && this.load.unaccounted() == 0;
	}

	/**
	 * Whether more was lost than has to be: estimates are not exact.
	 */
	boolean isLossy() {
		return this.load.lostInAll() > this.mostLoss;
	}

	/**
	 * Whether an instance was called before it ended: what nobody calls loses nothing.
	 */
	boolean wasCalled() {
		return this.courses.stream().anyMatch((course) -> course.timeline().has(Kind.LAST_REQUEST));
	}

	/**
	 * Whether an instance had to be killed, since it had not ended in time.
	 */
	boolean wasKilled() {
		return this.courses.stream().anyMatch((course) -> course.timeline().has(Kind.KILLED));
	}

	boolean isRestart() {
		return timeline().has(Kind.RESTARTED);
	}

	boolean isBack() {
		return timeline().has(Kind.BACK);
	}

	boolean isDrainedInTime() {
		Duration left = leftAfter(Kind.DRAINED);
		return left != null && !left.isNegative();
	}

	/**
	 * Time from something to the deadline, the shortest of all instances; {@code null} if
	 * it did not happen to all of them.
	 */
	@Nullable Duration leftAfter(Kind kind) {
		List<Duration> left = each((course) -> course.leftAfter(kind));
		return (left.size() == this.courses.size()) ? Collections.min(left) : null;
	}

	/**
	 * Time until something happened, the longest of all instances.
	 */
	@Nullable Duration last(Kind kind) {
		return longest((course) -> course.timeline().last(kind));
	}

	/**
	 * Time from SIGTERM to the end of the process.
	 */
	@Nullable Duration exitAfterSignal() {
		return longest((course) -> course.between(Kind.SIGTERM, Kind.EXIT));
	}

	/**
	 * Time the process lived on after the last node had let go.
	 */
	@Nullable Duration aliveAfterLetGo() {
		return longest((course) -> course.between(Kind.LET_GO, Kind.EXIT));
	}

	private @Nullable Duration longest(Function<Course, @Nullable Duration> time) {
		List<Duration> times = each(time);
		return times.isEmpty() ? null : Collections.max(times);
	}

	private List<Duration> each(Function<Course, @Nullable Duration> time) {
		List<Duration> times = new ArrayList<>();
		for (Course course : this.courses) {
			Duration one = time.apply(course);
			if (one != null) {
				times.add(one);
			}
		}
		return times;
	}

}
