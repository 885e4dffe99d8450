package io.github.spotaware.test.environment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Records what EC2 said. Times in nanoseconds are on the scale of
 * {@link System#nanoTime()}.
 *
 * @param words what it said
 * @param action what it said would happen, or {@code null} for a recommendation
 * @param at when it said so
 * @param deadline when it happens, or {@code null} for a recommendation
 * @param withdrawnAt when it was taken back, or {@code null}
 */
record Announcement(String words, @Nullable SpotAction action, long at, @Nullable Long deadline,
		@Nullable Long withdrawnAt) {

	/**
	 * Returns the wall-clock time of an interruption: AWS gives whole seconds.
	 */
	static Instant time(Instant now, Duration notice) {
		return now.plus(notice).plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
	}

	static Announcement interruption(SpotAction action, Duration lead, long at) {
		String words = "notice: %s in %s".formatted(action.id(), Seconds.of(lead));
		return new Announcement(words, action, at, at + lead.toNanos(), null);
	}

	static Announcement rebalance(long at) {
		return new Announcement("rebalance recommendation", null, at, null, null);
	}

	void addTo(List<Moment> moments) {
		moments.add(new Moment(this.at, this.words));
		if (this.withdrawnAt != null) {
			moments.add(new Moment(this.withdrawnAt, "withdrawn"));
		}
		else if (this.deadline != null) {
			moments.add(new Moment(this.deadline, "the time of the interruption"));
		}
	}

	boolean terminates() {
		return this.action == SpotAction.TERMINATE;
	}

	Announcement withdrawn(long now) {
		return new Announcement(this.words, this.action, this.at, this.deadline, now);
	}

	/**
	 * Returns whether an interruption is ahead, or has happened.
	 */
	boolean interrupts() {
		return this.deadline != null && this.withdrawnAt == null;
	}

	/**
	 * Returns whether the interruption has happened.
	 */
	boolean over(long now) {
		return this.deadline != null && this.withdrawnAt == null && now - this.deadline >= 0;
	}

	Duration left(long now) {
		return (this.deadline != null) ? Duration.ofNanos(Math.max(0, this.deadline - now)) : Duration.ZERO;
	}

}
