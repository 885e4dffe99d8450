package io.github.spotaware.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.spotaware.Departure;
import io.github.spotaware.Traffic;
import io.github.spotaware.Traffic.Peer;

/**
 * Decides whether our callers have let go: the silence of each, the requests in flight,
 * and what the load balancers say.
 *
 * @param settled whether they have
 * @param recheck the time after which another look can come out differently, in
 * nanoseconds
 * @param inFlight requests in flight that are waited for
 * @param peers the silence of each caller
 */
record Settlement(boolean settled, long recheck, long inFlight, List<PeerSilence> peers) {

	static final long HISTORY = 300_000_000_000L;

	private static final long IN_FLIGHT_WAIT = 20_000_000L;

	private static final int GAPS = 3;

	/**
	 * Decide.
	 * @param traffic what is seen of the callers; none without a web server
	 * @param departure what the load balancers say
	 * @param refused the reading of the ticker at which readiness was refused
	 * @param plan how the time is divided
	 * @param now the present reading of the ticker
	 */
	static Settlement of(List<Traffic.Snapshot> traffic, Departure departure, long refused, DrainPlan plan, long now) {
		long since = switch (departure.kind()) {
			case UNKNOWN, READINESS -> refused;
			case LEAVING, GONE -> departure.since();
		};
		boolean before = plan.toldLate() && !plan.instanceLost() && departure.perhapsBefore();
		boolean goneBefore = before && departure.kind() == Departure.Kind.GONE;
		long inFlight = traffic.stream().mapToLong(Traffic.Snapshot::inFlight).sum();
		List<PeerSilence> peers = new ArrayList<>();
		long missing = 0;
		for (Traffic.Snapshot snapshot : traffic) {
			long least = least(snapshot, departure.kind(), plan, since);
			boolean allWent = before && (goneBefore || !snapshot.peers().isEmpty());
			for (Peer peer : snapshot.peers()) {
				boolean went = before && wentBefore(peer, least, since);
				allWent &= goneBefore || went;
				boolean earlier = goneBefore && since - peer.lastRequest() > 0;
				PeerSilence silence = went ? silenceOfGone(peer, least, now)
						: silence(peer, least, plan, earlier ? peer.lastRequest() : since, now);
				peers.add(silence);
				missing = Math.max(missing, silence.missing());
			}
			missing = Math.max(missing, (allWent ? 0 : idle(snapshot, departure.kind(), plan)) - (now - since));
		}
		peers.sort(Comparator.comparingLong(PeerSilence::missing).reversed());
		boolean settled = inFlight == 0 && missing <= 0;
		long recheck = (inFlight > 0) ? IN_FLIGHT_WAIT : Math.max(1, missing);
		return new Settlement(settled, settled ? 0 : recheck, inFlight, List.copyOf(peers));
	}

	/**
	 * Return whether a caller had fallen silent before we were told to leave, for longer
	 * than it ever is. An orchestrator turns callers away first and tells us then, and an
	 * instance that is still in its group does not look like that.
	 */
	private static boolean wentBefore(Peer peer, long least, long since) {
		return since - peer.lastRequest() >= Math.max(least, GAPS * peer.longestGap());
	}

	private static PeerSilence silenceOfGone(Peer peer, long least, long now) {
		return new PeerSilence(peer.address(), peer.lastRequest(), now - peer.lastRequest(),
				Math.max(least, GAPS * peer.longestGap()));
	}

	private static PeerSilence silence(Peer peer, long least, DrainPlan plan, long since, long now) {
		long open = Math.max(0, since - peer.lastRequest());
		long gaps = GAPS * Math.min(HISTORY, Math.max(peer.longestGap(), open));
		long needed = Math.min(plan.settle(), Math.max(least, gaps));
		long silent = now - ((peer.lastRequest() - since > 0) ? peer.lastRequest() : since);
		return new PeerSilence(peer.address(), peer.lastRequest(), Math.max(0, silent), needed);
	}

	/**
	 * The silence that a caller must show however close its requests were.
	 */
	private static long least(Traffic.Snapshot snapshot, Departure.Kind kind, DrainPlan plan, long since) {
		boolean history = since - snapshot.historySince() >= HISTORY;
		boolean evidence = kind == Departure.Kind.GONE || (kind != Departure.Kind.UNKNOWN && history);
		return evidence ? plan.quiet() : plan.settle();
	}

	/**
	 * The time to wait without any caller to go by.
	 */
	private static long idle(Traffic.Snapshot snapshot, Departure.Kind kind, DrainPlan plan) {
		if (!snapshot.everServed() && !plan.instanceLost()) {
			return 0;
		}
		if (!snapshot.peers().isEmpty()) {
			return plan.quiet();
		}
		return (kind == Departure.Kind.GONE) ? plan.quiet() : plan.settle();
	}

	/**
	 * The silence of a caller.
	 *
	 * @param address the caller's address
	 * @param lastRequest the reading of the ticker at its last request
	 * @param silent how long it has been silent, counted from our leaving at the earliest
	 * @param needed how long it has to be silent
	 */
	record PeerSilence(String address, long lastRequest, long silent, long needed) {

		long missing() {
			return this.needed - this.silent;
		}

	}

}
