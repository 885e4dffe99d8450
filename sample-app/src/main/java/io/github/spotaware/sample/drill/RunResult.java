package io.github.spotaware.sample.drill;

import java.time.Duration;

import io.github.spotaware.sample.drill.Moment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Is the outcome of one interruption.
 *
 * @param mode what handled it
 * @param load what became of the requests
 * @param timeline what happened when
 * @param notice from the notice to the deadline
 * @param leastLoss requests that are lost whatever the application does
 */
record RunResult(Mode mode, LoadResult load, Timeline timeline, Duration notice, long leastLoss) {

	boolean isComplete() {
		return this.load.lostInAll() == 0 && this.load.unaccounted() == 0;
	}

	/**
	 * Whether no more was lost than has to be.
	 */
	boolean isBlameless() {
		return this.load.unaccounted() == 0 && (this.load.lostInAll() == 0 || this.leastLoss > 0);
	}

	boolean isRestart() {
		return this.timeline.has(Kind.RESTARTED);
	}

	boolean isBack() {
		return this.timeline.has(Kind.BACK);
	}

	boolean isDrainedInTime() {
		Duration left = leftAfter(Kind.DRAINED);
		return left != null && !left.isNegative();
	}

	/**
	 * Time from something to the deadline.
	 */
	@Nullable Duration leftAfter(Kind kind) {
		Duration at = this.timeline.last(kind);
		return (at != null) ? this.notice.minus(at) : null;
	}

	/**
	 * Time from SIGTERM to the end of the process.
	 */
	@Nullable Duration exitAfterSignal() {
		Duration exit = this.timeline.last(Kind.EXIT);
		Duration signal = this.timeline.last(Kind.SIGTERM);
		return (exit != null && signal != null) ? exit.minus(signal) : null;
	}

	/**
	 * Time the process lived on after the last node had let go.
	 */
	@Nullable Duration aliveAfterLetGo() {
		Duration exit = this.timeline.last(Kind.EXIT);
		Duration letGo = this.timeline.last(Kind.LET_GO);
		return (exit != null && letGo != null) ? exit.minus(letGo) : null;
	}

}
