package io.github.spotaware.lifecycle;

import java.util.List;

import io.github.spotaware.Departure;
import io.github.spotaware.Traffic;
import io.github.spotaware.Traffic.Peer;
import io.github.spotaware.Traffic.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Settlement}.
 */
class SettlementTests {

	private static final long REFUSED = seconds(1000);

	private static final DrainPlan PLAN = new DrainPlan(REFUSED, REFUSED + seconds(85), seconds(20), seconds(3),
			seconds(5), false, false, false);

	@Test
	void ofWhenNothingServesSettlesAtOnce() {
		assertThat(settlement(List.of(), Departure.byReadiness(), 0).settled()).isTrue();
	}

	@Test
	void ofWhenNeverServedSettlesAtOnce() {
		Snapshot traffic = new Snapshot(false, 0, List.of(), 0, 0, 0);
		assertThat(settlement(List.of(traffic), Departure.byReadiness(), 0).settled()).isTrue();
	}

	@Test
	void ofWhenNeverServedButInstanceIsLostWaits() {
		Snapshot traffic = new Snapshot(false, 0, List.of(), 0, 0, 0);
		DrainPlan lost = new DrainPlan(REFUSED, REFUSED + seconds(115), seconds(57), seconds(57), seconds(5), false,
				true, false);
		assertThat(Settlement.of(List.of(traffic), Departure.byReadiness(), REFUSED, lost, REFUSED + seconds(56))
			.settled()).isFalse();
		assertThat(Settlement.of(List.of(traffic), Departure.byReadiness(), REFUSED, lost, REFUSED + seconds(57))
			.settled()).isTrue();
	}

	@Test
	void ofWhenIdleWaitsSettle() {
		Snapshot traffic = new Snapshot(true, 0, List.of(), 0, 0, 0);
		assertThat(settlement(List.of(traffic), Departure.byReadiness(), 19).settled()).isFalse();
		assertThat(settlement(List.of(traffic), Departure.byReadiness(), 20).settled()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ // longest gap, last request after refusal, needed silence
			"0.1, 2, 3", // busy: the quiet period
			"2, 2, 6", // three times its own gap
			"60, 2, 20", // at most settle
	})
	void ofAsksEachPeerForThreeTimesItsLongestGap(double gap, long last, long needed) {
		Snapshot traffic = served(new Peer("10.0.0.1", REFUSED + seconds(last), (long) (gap * 1e9)));
		Settlement early = settlement(List.of(traffic), Departure.leaving(REFUSED), last + needed - 1);
		assertThat(early.settled()).isFalse();
		assertThat(early.recheck()).isEqualTo(seconds(1));
		assertThat(early.peers()).singleElement()
			.satisfies((peer) -> assertThat(peer.needed()).isEqualTo(seconds(needed)));
		assertThat(settlement(List.of(traffic), Departure.leaving(REFUSED), last + needed).settled()).isTrue();
	}

	@Test
	void ofCountsTheGapThatWasOpenWhenWeLeft() {
		Snapshot traffic = served(new Peer("10.0.0.1", REFUSED - seconds(5), seconds(1)));
		assertThat(settlement(List.of(traffic), Departure.leaving(REFUSED), 14).settled()).isFalse();
		assertThat(settlement(List.of(traffic), Departure.leaving(REFUSED), 15).settled()).isTrue();
	}

	@Test
	void ofGoesByTheLastPeer() {
		Snapshot traffic = served(new Peer("10.0.0.1", REFUSED, seconds(0)),
				new Peer("10.0.0.2", REFUSED + seconds(9), seconds(2)));
		Settlement settlement = settlement(List.of(traffic), Departure.leaving(REFUSED), 14);
		assertThat(settlement.settled()).isFalse();
		assertThat(settlement.peers().get(0).address()).isEqualTo("10.0.0.2");
	}

	@Test
	void ofWhenRequestsAreInFlightWaits() {
		Snapshot traffic = new Snapshot(true, 0, List.of(new Peer("10.0.0.1", REFUSED, 0)), 1, 1, 0);
		assertThat(settlement(List.of(traffic), Departure.leaving(REFUSED), 80).settled()).isFalse();
	}

	@Test
	void ofWhenOnlyLongLivedRequestsAreActiveSettles() {
		Snapshot traffic = new Snapshot(true, 0, List.of(new Peer("10.0.0.1", REFUSED, 0)), 0, 7, 0);
		assertThat(settlement(List.of(traffic), Departure.leaving(REFUSED), 80).settled()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ // what is known, seconds to wait for a busy peer that is silent from the
					// start
			"UNKNOWN, 20", "READINESS, 3", "LEAVING, 5", "GONE, 5" })
	void ofGoesByWhatTheLoadBalancerSays(Departure.Kind kind, long seconds) {
		Snapshot traffic = served(new Peer("10.0.0.1", REFUSED, seconds(0)));
		Departure departure = new Departure(kind, REFUSED + seconds(2), false);
		long open = 0;
		if (kind == Departure.Kind.LEAVING || kind == Departure.Kind.GONE) {
			open = 3; // the two seconds until we left are a gap: six seconds instead of
						// three
		}
		assertThat(settlement(List.of(traffic), departure, seconds + open - 1).settled()).isFalse();
		assertThat(settlement(List.of(traffic), departure, seconds + open).settled()).isTrue();
	}

	@Test
	void ofWhenHistoryIsShortWaitsSettle() {
		Snapshot traffic = new Snapshot(true, REFUSED - seconds(299), List.of(new Peer("10.0.0.1", REFUSED, 0)), 0, 0,
				0);
		assertThat(settlement(List.of(traffic), Departure.leaving(REFUSED), 19).settled()).isFalse();
		assertThat(settlement(List.of(traffic), Departure.gone(REFUSED), 3).settled()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ // longest gap, silent when told, what is known, before, seconds to wait
			"0.1,  30, UNKNOWN, true,  0", // its callers were turned away before
			"0.1,  30, UNKNOWN, false, 20", // not where the load balancer says otherwise
			"0.1,  19, UNKNOWN, true,  20", // that little is no evidence
			"10,   29, UNKNOWN, true,  20", // it is silent for as long as that now and
											// then
			"10,   30, UNKNOWN, true,  0", //
			"0.1,  3,  GONE,    true,  0", // the load balancer says so, too
			"0.1,  2,  GONE,    true,  1", //
			"60,   20, GONE,    true,  0", // for as long as is asked of anybody
			"60,   19, GONE,    true,  1", //
			"60,   20, GONE,    false, 20", //
			"0.1,  30, LEAVING, true,  0", //
			"0.1,  30, LEAVING, false, 20" })
	void ofWhenToldLateCountsSilenceBefore(double gap, long silent, Departure.Kind kind, boolean before, long seconds) {
		Snapshot traffic = served(new Peer("10.0.0.1", REFUSED - seconds(silent), nanos(gap)));
		Departure departure = new Departure(kind, REFUSED, before);
		DrainPlan late = new DrainPlan(REFUSED, REFUSED + seconds(85), seconds(20), seconds(3), seconds(5), false,
				false, true);
		assertSettles(traffic, departure, late, seconds);
	}

	@Test
	void ofWhenToldLateAsksEveryCaller() {
		Snapshot traffic = served(new Peer("10.0.0.1", REFUSED - seconds(60), nanos(0.1)),
				new Peer("10.0.0.2", REFUSED, nanos(0.1)));
		DrainPlan late = new DrainPlan(REFUSED, REFUSED + seconds(85), seconds(20), seconds(3), seconds(5), false,
				false, true);
		assertSettles(traffic, Departure.gone(REFUSED).orBefore(), late, 3);
	}

	@Test
	void ofWhenToldLateAndGoneWithoutCallersSettlesAtOnce() {
		Snapshot traffic = new Snapshot(true, 0, List.of(), 0, 0, 0);
		DrainPlan late = new DrainPlan(REFUSED, REFUSED + seconds(85), seconds(20), seconds(3), seconds(5), false,
				false, true);
		assertSettles(traffic, Departure.gone(REFUSED).orBefore(), late, 0);
		assertSettles(traffic, Departure.gone(REFUSED), late, 3);
		assertSettles(traffic, Departure.unknown(), late, 20);
	}

	@Test
	void ofWhenToldLateButInstanceIsLostWaits() {
		Snapshot traffic = served(new Peer("10.0.0.1", REFUSED - seconds(60), nanos(0.1)));
		DrainPlan lost = new DrainPlan(REFUSED, REFUSED + seconds(115), seconds(57), seconds(57), seconds(5), false,
				true, true);
		assertSettles(traffic, Departure.gone(REFUSED).orBefore(), lost, 57);
	}

	private static void assertSettles(Snapshot traffic, Departure departure, DrainPlan plan, long seconds) {
		List<Traffic.Snapshot> all = List.of(traffic);
		assertThat(Settlement.of(all, departure, REFUSED, plan, REFUSED + seconds(seconds)).settled()).isTrue();
		if (seconds > 0) {
			assertThat(Settlement.of(all, departure, REFUSED, plan, REFUSED + seconds(seconds) - 1).settled())
				.isFalse();
		}
	}

	private static Settlement settlement(List<Traffic.Snapshot> traffic, Departure departure, long secondsAfter) {
		return Settlement.of(traffic, departure, REFUSED, PLAN, REFUSED + seconds(secondsAfter));
	}

	private static Snapshot served(Peer... peers) {
		return new Snapshot(true, 0, List.of(peers), 0, 0, 0);
	}

	private static long nanos(double seconds) {
		return (long) (seconds * 1_000_000_000L);
	}

	private static long seconds(long seconds) {
		return seconds * 1_000_000_000L;
	}

}
