package io.github.spotaware.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class InFlightTests {

	private static final long LONG_LIVED = Duration.ofSeconds(8).toNanos();

	private static final long SLOT = LONG_LIVED / 8;

	private final InFlight inFlight = new InFlight(Duration.ofNanos(LONG_LIVED), 0);

	@Test
	void youngWhenRequestIsOpenCountsItUntilItIsLongLived() {
		this.inFlight.begin(0);
		assertThat(this.inFlight.young(LONG_LIVED)).isOne();
		assertThat(this.inFlight.young(LONG_LIVED + SLOT)).isZero();
		assertThat(this.inFlight.active()).isOne();
	}

	@Test
	void endWhenSlotWasTakenOverLeavesTheNewCount() {
		long old = this.inFlight.begin(0);
		this.inFlight.begin(16 * SLOT);
		this.inFlight.end(old);
		assertThat(this.inFlight.young(16 * SLOT)).isOne();
		assertThat(this.inFlight.active()).isOne();
	}

	@Test
	void beginWhenSlotIsAlreadyNewerCountsAsActiveOnly() {
		this.inFlight.begin(16 * SLOT);
		long late = this.inFlight.begin(0);
		assertThat(this.inFlight.young(16 * SLOT)).isOne();
		assertThat(this.inFlight.active()).isEqualTo(2);
		this.inFlight.end(late);
		assertThat(this.inFlight.young(16 * SLOT)).isOne();
		assertThat(this.inFlight.active()).isOne();
	}

	@Test
	void beginWhenTickerIsBehindTheOriginCounts() {
		long epoch = this.inFlight.begin(-5);
		assertThat(this.inFlight.young(0)).isOne();
		this.inFlight.end(epoch);
		assertThat(this.inFlight.young(0)).isZero();
	}

	@Test
	void youngWhenLongLivedIsTheLongestTimeCounts() {
		InFlight endless = new InFlight(Duration.ofSeconds(Long.MAX_VALUE), 0);
		endless.begin(1);
		assertThat(endless.young(Duration.ofDays(365).toNanos())).isOne();
	}

	@Test
	void openRequestWhenReleasedAndEndedTwiceEndsOnce() {
		OpenRequest open = new OpenRequest(this.inFlight, this.inFlight.begin(0));
		this.inFlight.begin(0);
		open.release();
		open.release();
		assertThat(this.inFlight.young(0)).isOne();
		assertThat(this.inFlight.active()).isEqualTo(2);
		open.end();
		open.end();
		open.release();
		assertThat(this.inFlight.young(0)).isOne();
		assertThat(this.inFlight.active()).isOne();
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void youngWhenRequestsComeAndGoIsThatOfTheModel(long seed) {
		Random random = new Random(seed);
		List<long[]> open = new ArrayList<>();
		long now = 0;
		for (int i = 0; i < 2000; i++) {
			now += (long) (random.nextDouble() * random.nextDouble() * SLOT * (random.nextInt(50) == 0 ? 30 : 1));
			if (open.isEmpty() || random.nextBoolean()) {
				open.add(new long[] { now, this.inFlight.begin(now) });
			}
			else {
				long[] ended = open.remove(random.nextInt(open.size()));
				if (random.nextInt(10) == 0) {
					this.inFlight.release(ended[1]);
					this.inFlight.end(InFlight.RELEASED);
				}
				else {
					this.inFlight.end(ended[1]);
				}
			}
			assertModel(seed, open, now);
		}
	}

	private void assertModel(long seed, List<long[]> open, long now) {
		long young = open.stream().filter((request) -> now / SLOT - request[0] / SLOT <= 8).count();
		long atLeast = open.stream().filter((request) -> now - request[0] < LONG_LIVED).count();
		long atMost = open.stream().filter((request) -> now - request[0] < LONG_LIVED + SLOT).count();
		assertThat(this.inFlight.young(now)).as("seed %d", seed).isEqualTo(young).isBetween(atLeast, atMost);
		assertThat(this.inFlight.active()).as("seed %d", seed).isEqualTo(open.size());
	}

	static LongStream seeds() {
		return new Random().longs(20);
	}

	@Test
	void countsWhenManyThreadsBeginAndEndReturnToZero() throws Exception {
		int threads = 8;
		AtomicLong clock = new AtomicLong();
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Callable<Void>> tasks = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				tasks.add(() -> beginAndEnd(clock));
			}
			for (Future<Void> result : executor.invokeAll(tasks)) {
				result.get();
			}
		}
		finally {
			executor.shutdown();
		}
		assertThat(this.inFlight.active()).isZero();
		assertThat(this.inFlight.young(clock.get())).isZero();
		assertThat(this.inFlight.young(0)).isZero();
	}

	private Void beginAndEnd(AtomicLong clock) {
		long[] open = new long[20];
		for (int round = 0; round < 2000; round++) {
			for (int i = 0; i < open.length; i++) {
				open[i] = this.inFlight.begin(clock.addAndGet(SLOT / 100));
			}
			for (long epoch : open) {
				this.inFlight.end(epoch);
			}
		}
		return null;
	}

}
