package io.github.spotaware.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.spotaware.Deadline;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotState;
import org.jspecify.annotations.Nullable;

/**
 * The signals that stand, at most one of each source. Immutable; a change that changes
 * nothing returns the same instance.
 *
 * @param bySource the signals by the names of their sources
 */
record Standing(Map<String, StandingSignal> bySource) {

	private static final Standing NONE = new Standing(Map.of());

	private static final Comparator<StandingSignal> EARLIEST = Comparator
		.comparing((StandingSignal signal) -> signal.cause().openEnded())
		.thenComparingLong(Standing::ticks);

	static Standing none() {
		return NONE;
	}

	/**
	 * Add a signal, in place of an earlier one of its source. The same again changes
	 * nothing, unless meanwhile it has become time to drain for it.
	 */
	Standing with(StandingSignal signal) {
		StandingSignal before = this.bySource.get(signal.source());
		if (before != null && before.signal().equals(signal.signal()) && (before.drains() || !signal.drains())) {
			return this;
		}
		Map<String, StandingSignal> changed = new LinkedHashMap<>(this.bySource);
		changed.put(signal.source(), signal);
		return new Standing(changed);
	}

	Standing without(String source, DrainProgress progress) {
		StandingSignal before = this.bySource.get(source);
		if (before == null || before.irrevocable(progress)) {
			return this;
		}
		Map<String, StandingSignal> changed = new LinkedHashMap<>(this.bySource);
		changed.remove(source);
		return new Standing(changed);
	}

	/**
	 * Drop what drains and can be taken back: it has been drained for, and its deadline
	 * is not that of what came after it.
	 */
	Standing forGood(InstanceIdentity identity) {
		Map<String, StandingSignal> changed = new LinkedHashMap<>(this.bySource);
		changed.values().removeIf((signal) -> signal.drains() && !signal.cause().leavesTargetGroups(identity));
		return new Standing(changed);
	}

	Standing at(long now, DrainProgress progress) {
		Standing standing = released(now);
		for (StandingSignal signal : this.bySource.values()) {
			if (signal.expires() != null && now - signal.expires() >= 0) {
				standing = standing.without(signal.source(), progress);
			}
		}
		return standing;
	}

	/**
	 * Return the readings of the ticker at which those signals stop being held that were
	 * not before.
	 */
	List<Long> heldBesides(Standing before) {
		return this.bySource.values()
			.stream()
			.filter((signal) -> !signal.equals(before.of(signal.source())))
			.map(StandingSignal::heldUntil)
			.filter(Objects::nonNull)
			.toList();
	}

	private Standing released(long now) {
		Map<String, StandingSignal> changed = new LinkedHashMap<>(this.bySource);
		changed.replaceAll((source, signal) -> signal.at(now));
		return changed.equals(this.bySource) ? this : new Standing(changed);
	}

	@Nullable StandingSignal of(String source) {
		return this.bySource.get(source);
	}

	Collection<StandingSignal> all() {
		return this.bySource.values();
	}

	/**
	 * Return the signals that we drain for. What is held starts no drain, and counts in
	 * one: the instance ends when it ends.
	 */
	List<StandingSignal> draining() {
		boolean started = this.bySource.values().stream().anyMatch(StandingSignal::drains);
		return started ? this.bySource.values().stream().filter((signal) -> signal.deadline() != null).toList()
				: List.of();
	}

	/**
	 * Return the signal that sets the deadline: the one with the earliest, unless nothing
	 * happens then.
	 */
	@Nullable StandingSignal leading() {
		return draining().stream().min(EARLIEST).orElse(null);
	}

	/**
	 * Return the deadline that comes next, of the signals that count.
	 */
	@Nullable Deadline coming(Predicate<StandingSignal> counts, long now) {
		return draining().stream()
			.filter((signal) -> counts.test(signal) && ticks(signal) - now > 0)
			.min(EARLIEST)
			.map(StandingSignal::deadline)
			.orElse(null);
	}

	/**
	 * Return the signal that says why: not a messenger, where it is known whose message
	 * it brings.
	 */
	@Nullable StandingSignal reason() {
		StandingSignal leading = leading();
		if (leading == null || !leading.cause().messenger()) {
			return leading;
		}
		return draining().stream()
			.filter((signal) -> !signal.cause().messenger() && !signal.cause().openEnded())
			.min(EARLIEST)
			.orElse(leading);
	}

	/**
	 * Return the signal that says why: why we drain, or else the first that stands.
	 */
	@Nullable StandingSignal foremost() {
		StandingSignal reason = reason();
		return (reason != null) ? reason : this.bySource.values().stream().findFirst().orElse(null);
	}

	private static long ticks(StandingSignal signal) {
		return Objects.requireNonNull(signal.deadline()).ticks();
	}

	boolean leavesTargetGroups(InstanceIdentity identity) {
		return draining().stream().anyMatch((signal) -> signal.cause().leavesTargetGroups(identity));
	}

	/**
	 * Return whether somebody has told us to end, and will not take it back.
	 */
	boolean irrevocable() {
		return draining().stream().map(StandingSignal::cause).anyMatch(NoticeCause::irrevocable);
	}

	boolean replacementExpected() {
		return draining().stream().map(StandingSignal::cause).anyMatch(NoticeCause::replacementExpected);
	}

	boolean instanceLost() {
		return draining().stream().map(StandingSignal::cause).anyMatch(NoticeCause::instanceLost);
	}

	/**
	 * Return the state that follows.
	 */
	SpotState state(DrainProgress progress) {
		StandingSignal leading = leading();
		StandingSignal reason = reason();
		if (leading != null && reason != null) {
			Deadline deadline = Objects.requireNonNull(leading.deadline());
			return (progress == DrainProgress.ENDED) ? new SpotState.Drained(reason.cause(), deadline)
					: new SpotState.Draining(reason.cause(), deadline);
		}
		return this.bySource.isEmpty() ? new SpotState.Running() : new SpotState.AtRisk(description());
	}

	String description() {
		return new ArrayList<>(this.bySource.values()).stream()
			.map(StandingSignal::description)
			.collect(Collectors.joining(", "));
	}

}
