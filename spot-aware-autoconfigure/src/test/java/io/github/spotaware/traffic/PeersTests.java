package io.github.spotaware.traffic;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import io.github.spotaware.Traffic.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PeersTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	/**
	 * So that the readings overflow on the way.
	 */
	private static final long START = Long.MAX_VALUE - 2 * MINUTE;

	private final Peers peers = new Peers(START);

	@Test
	void snapshotWhenNobodyCameIsEmpty() {
		assertThat(this.peers.snapshot(START)).isEmpty();
	}

	@Test
	void snapshotWhenCallerAppearsTakesTheSilenceBeforeAsAGap() {
		this.peers.seen("a", START + 7 * SECOND);
		this.peers.seen("a", START + 8 * SECOND);
		assertThat(this.peers.snapshot(START + 9 * SECOND))
			.containsExactly(new Peer("a", START + 8 * SECOND, 7 * SECOND));
	}

	@Test
	void snapshotWhenGapIsOutOfTheWindowNoLongerKnowsIt() {
		this.peers.seen("a", START);
		this.peers.seen("a", START + 20 * SECOND);
		for (int second = 20; second <= 400; second++) {
			this.peers.seen("a", START + second * SECOND);
			long gap = (second < 330) ? 20 * SECOND : SECOND;
			assertThat(this.peers.snapshot(START + second * SECOND)).extracting(Peer::longestGap).containsExactly(gap);
		}
	}

	@Test
	void snapshotWhenCallerIsSilentForMoreThanFiveMinutesLeavesItOut() {
		this.peers.seen("a", START);
		assertThat(this.peers.snapshot(START + 5 * MINUTE)).hasSize(1);
		assertThat(this.peers.snapshot(START + 5 * MINUTE + 1)).isEmpty();
	}

	@Test
	void snapshotWhenSilentCallerReturnsHasAGapOfTheWholeWindow() {
		this.peers.seen("a", START);
		this.peers.seen("a", START + 20 * MINUTE);
		assertThat(this.peers.snapshot(START + 20 * MINUTE))
			.containsExactly(new Peer("a", START + 20 * MINUTE, 5 * MINUTE));
	}

	@Test
	void seenWhenSilentCallersAreOverTakesThemOutOfTheTable() {
		this.peers.seen("a", START);
		this.peers.seen("b", START + 6 * MINUTE);
		assertThat(this.peers.size()).isOne();
		this.peers.seen("a", START + 7 * MINUTE);
		assertThat(this.peers.snapshot(START + 7 * MINUTE)).extracting(Peer::longestGap)
			.containsExactly(5 * MINUTE, 5 * MINUTE);
	}

	@Test
	void seenWhenAFasterThreadWasThereKeepsTheLaterTime() {
		this.peers.seen("a", START);
		this.peers.seen("a", START + 2 * SECOND);
		this.peers.seen("a", START + SECOND);
		assertThat(this.peers.snapshot(START + 2 * SECOND))
			.containsExactly(new Peer("a", START + 2 * SECOND, 2 * SECOND));
	}

	@Test
	void seenWhenAddressIsAnInetAddressIsShownWithoutAName() throws Exception {
		this.peers.seen(InetAddress.getByAddress("node", new byte[] { 10, 0, 0, 1 }), START);
		assertThat(this.peers.snapshot(START)).extracting(Peer::address).containsExactly("10.0.0.1");
	}

	@Test
	void seenWhenThereIsNoAddressIsOneOfTheOthers() {
		this.peers.seen(null, START);
		assertThat(this.peers.snapshot(START)).extracting(Peer::address).containsExactly("others");
	}

	@Test
	void seenWhenTableIsFullTakesTheRestAsOneUntilThereIsRoom() {
		for (int i = 0; i < 2 * Peers.LIMIT; i++) {
			this.peers.seen("caller-" + i, START + i);
		}
		assertThat(this.peers.size()).isEqualTo(Peers.LIMIT + 1);
		assertThat(this.peers.snapshot(START + 2 * Peers.LIMIT)).filteredOn((peer) -> peer.address().equals("others"))
			.singleElement()
			.extracting(Peer::lastRequest)
			.isEqualTo(START + 2 * Peers.LIMIT - 1);
		this.peers.seen("caller-0", START + 3 * MINUTE);
		this.peers.seen("new", START + 6 * MINUTE);
		assertThat(this.peers.snapshot(START + 6 * MINUTE)).extracting(Peer::address)
			.containsExactlyInAnyOrder("caller-0", "new");
		assertThat(this.peers.size()).isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void snapshotWhenCallersComeAndGoIsThatOfTheModel(long seed) {
		Random random = new Random(seed);
		Map<String, List<Long>> requests = new HashMap<>();
		long now = START;
		for (int i = 0; i < 3000; i++) {
			now += (long) (random.nextDouble() * random.nextDouble()
					* ((random.nextInt(100) == 0) ? 7 * MINUTE : 4 * SECOND));
			String caller = "caller-" + (int) (random.nextDouble() * random.nextDouble() * 8);
			this.peers.seen(caller, now);
			requests.computeIfAbsent(caller, (name) -> new ArrayList<>()).add(now);
			if (i % 10 == 0) {
				assertModel(seed, requests, now);
			}
		}
	}

	private void assertModel(long seed, Map<String, List<Long>> requests, long now) {
		Map<String, Peer> snapshot = new HashMap<>();
		this.peers.snapshot(now).forEach((peer) -> snapshot.put(peer.address(), peer));
		requests.forEach((caller, times) -> {
			long last = times.get(times.size() - 1);
			if (now - last > 5 * MINUTE) {
				assertThat(snapshot).as("seed %d", seed).doesNotContainKey(caller);
				return;
			}
			Peer peer = Objects.requireNonNull(snapshot.get(caller));
			assertThat(peer.lastRequest()).as("seed %d", seed).isEqualTo(last);
			assertThat(peer.longestGap()).as("seed %d, %s", seed, caller)
				.isBetween(longestGap(times, now - 5 * MINUTE), longestGap(times, now - 5 * MINUTE - 30 * SECOND));
		});
	}

	private static long longestGap(List<Long> times, long from) {
		long longest = 0;
		for (int i = 0; i < times.size(); i++) {
			long gap = times.get(i) - ((i > 0) ? times.get(i - 1) : START);
			if (times.get(i) - from >= 0) {
				longest = Math.max(longest, Math.min(gap, 5 * MINUTE));
			}
		}
		return longest;
	}

	static LongStream seeds() {
		return new Random().longs(20);
	}

	@Test
	void seenWhenManyThreadsComeWhileCallersAreForgottenLosesNoRequest() throws Exception {
		int threads = 4;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			for (int round = 1; round <= 300; round++) {
				long now = START + 6 * MINUTE * round;
				List<Callable<Void>> tasks = new ArrayList<>();
				for (int thread = 0; thread < threads; thread++) {
					String caller = "caller-" + thread / 2;
					tasks.add(() -> {
						this.peers.seen(caller, now);
						return null;
					});
				}
				for (Future<Void> result : executor.invokeAll(tasks)) {
					result.get();
				}
				assertThat(this.peers.snapshot(now)).extracting(Peer::lastRequest).containsExactly(now, now);
			}
		}
		finally {
			executor.shutdown();
		}
	}

}
