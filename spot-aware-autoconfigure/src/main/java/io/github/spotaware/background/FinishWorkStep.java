package io.github.spotaware.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import io.github.spotaware.Ticker;

/**
 * Waits until the work in hand is finished, and has what is not by the end of the drain
 * given back. What went on for very long before the drain is taken for something that
 * never ends, and is not waited for.
 */
final class FinishWorkStep implements DrainStep {

	private static final String NOTHING = "nothing is in hand";

	private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

	/**
	 * Kept for giving back.
	 */
	private static final Duration MARGIN = Duration.ofSeconds(1);

	private final Supplier<Stream<WorkInHand>> owners;

	private final Ticker ticker;

	private final Duration longLived;

	private volatile boolean begun;

	FinishWorkStep(Supplier<Stream<WorkInHand>> owners, Ticker ticker, Duration longLived) {
		this.owners = owners;
		this.ticker = ticker;
		this.longLived = longLived;
	}

	@Override
	public String name() {
		return "finish-work";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.SETTLE;
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		this.begun = true;
		List<WorkInHand> owners = this.owners.get().toList();
		long longest = this.ticker.nanos() - this.longLived.toNanos();
		List<Work> found = inHand(owners);
		List<Work> left = awaited(found, longest);
		if (found.isEmpty() && owners.stream().noneMatch(Intake.class::isInstance)) {
			return StepOutcome.skipped(NOTHING);
		}
		while (!left.isEmpty()) {
			Duration patience = drain.remaining().minus(MARGIN);
			if (patience.isZero() || patience.isNegative()) {
				owners.forEach(WorkInHand::giveBack);
				return new StepOutcome(Result.TIMED_OUT, "not finished: " + names(left));
			}
			drain.pause((patience.compareTo(LOOK_AGAIN) < 0) ? patience : LOOK_AGAIN);
			found = inHand(owners);
			left = awaited(found, longest);
		}
		return outcome(found);
	}

	@Override
	public void undo() {
		this.begun = false;
	}

	/**
	 * Return whether a drain has come this far, and was not taken back.
	 */
	boolean begun() {
		return this.begun;
	}

	/**
	 * Return what an owner has in hand and would be waited for in a drain that begins
	 * now.
	 */
	List<Work> awaited(WorkInHand owner) {
		return awaited(owner.inHand(), this.ticker.nanos() - this.longLived.toNanos());
	}

	/**
	 * Have given back, too, what was not waited for.
	 */
	@Override
	public void drained() {
		this.owners.get().forEach(WorkInHand::giveBack);
	}

	private StepOutcome outcome(Collection<Work> endless) {
		if (endless.isEmpty()) {
			return StepOutcome.done(NOTHING);
		}
		return StepOutcome.done("not waited for, since it has gone on for long: " + names(endless));
	}

	private static List<Work> inHand(List<WorkInHand> owners) {
		List<Work> all = new ArrayList<>();
		owners.forEach((owner) -> all.addAll(owner.inHand()));
		return all;
	}

	private static List<Work> awaited(Collection<Work> found, long longest) {
		return found.stream().filter((work) -> work.since() - longest > 0).toList();
	}

	private static String names(Collection<Work> works) {
		return Listing.of(works.stream().map(Work::description).toList());
	}

}
