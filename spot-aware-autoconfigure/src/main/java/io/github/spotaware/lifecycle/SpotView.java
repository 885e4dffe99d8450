package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.QueueView;
import io.github.spotaware.Severity;
import io.github.spotaware.TargetStatus;
import io.github.spotaware.TargetView;
import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import io.github.spotaware.Traffic.Peer;
import io.github.spotaware.lifecycle.Settlement.PeerSilence;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Shows what the features know, as of now. Never calls out; safe for use by any thread.
 */
public final class SpotView {

	private final SpotLifecycle lifecycle;

	private final Sources sources;

	private final ObjectProvider<Traffic> traffic;

	private final ObjectProvider<TargetView> targets;

	private final ObjectProvider<QueueView> queues;

	private final ObjectProvider<Check> checks;

	private final Budgets budgets;

	private final Ticker ticker;

	private final InstantSource clock;

	SpotView(SpotLifecycle lifecycle, Sources sources, ObjectProvider<Traffic> traffic,
			ObjectProvider<TargetView> targets, ObjectProvider<QueueView> queues, ObjectProvider<Check> checks,
			Budgets budgets, Ticker ticker, InstantSource clock) {
		this.lifecycle = lifecycle;
		this.sources = sources;
		this.traffic = traffic;
		this.targets = targets;
		this.queues = queues;
		this.checks = checks;
		this.budgets = budgets;
		this.ticker = ticker;
		this.clock = clock;
	}

	/**
	 * Return who calls us, with the silence that each has shown in the present drain.
	 * @return the callers of the last five minutes
	 */
	public List<CallerStatus> callers() {
		Settlement settlement = this.lifecycle.settlement();
		if (settlement != null) {
			return settlement.peers().stream().map(this::caller).toList();
		}
		return traffic().stream().flatMap((snapshot) -> snapshot.peers().stream()).map(this::caller).toList();
	}

	private CallerStatus caller(PeerSilence peer) {
		return new CallerStatus(peer.address(), time(peer.lastRequest()), Duration.ofNanos(peer.silent()),
				Duration.ofNanos(peer.needed()));
	}

	private CallerStatus caller(Peer peer) {
		return new CallerStatus(peer.address(), time(peer.lastRequest()), null, null);
	}

	/**
	 * Return the moment of a reading of the ticker on the wall clock, for people.
	 * @param ticks the reading, past or future
	 * @return the moment
	 */
	public Instant time(long ticks) {
		return this.clock.instant().minusNanos(this.ticker.nanos() - ticks);
	}

	/**
	 * Return what is seen of our callers.
	 * @return a snapshot for each kind of server
	 */
	public List<Traffic.Snapshot> traffic() {
		return this.traffic.orderedStream().map(Traffic::snapshot).toList();
	}

	/**
	 * Return what is known of our targets.
	 * @return a status for each target
	 */
	public List<TargetStatus> targets() {
		return this.targets.orderedStream().flatMap((view) -> view.targets().stream()).toList();
	}

	/**
	 * Return whether there may be targets that are us.
	 * @return whether something knows of target groups, or does not know yet
	 */
	public boolean hasTargetGroups() {
		return this.targets.stream().anyMatch(TargetView::seeks);
	}

	/**
	 * Say that somebody waits for our targets to become healthy. Returns at once.
	 */
	public void refreshTargets() {
		this.targets.orderedStream().forEach(TargetView::refresh);
	}

	/**
	 * Return what is seen of the queue of events.
	 * @return the queue, or {@code null} when none is read
	 */
	public @Nullable QueueView queue() {
		return this.queues.orderedStream().findFirst().orElse(null);
	}

	/**
	 * Return what would make a drain fail, or could not be checked.
	 * @return the findings, those that cost most first; none when all is well
	 */
	public List<Finding> findings() {
		return this.checks.orderedStream()
			.flatMap((check) -> findings(check).stream())
			.distinct()
			.sorted(Comparator.comparing(Finding::severity))
			.toList();
	}

	private static List<Finding> findings(Check check) {
		try {
			return check.findings();
		}
		catch (RuntimeException | LinkageError ex) {
			return List.of(new Finding("check-failed", Severity.UNCHECKED,
					"'%s' failed (%s): what it looks for is not known.".formatted(check.getClass().getName(), ex),
					"Mend the bean, or leave it out."));
		}
	}

	/**
	 * Return how the time there is would be divided.
	 * @return a budget for each way in which we are told to leave; none while there is no
	 * platform
	 */
	public List<Budget> budgets() {
		return this.budgets.all();
	}

	/**
	 * Return how each source has fared.
	 * @return a status for each source that was started
	 */
	public List<SourceStatus> sources() {
		return this.sources.status();
	}

}
