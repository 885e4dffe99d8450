package io.github.spotaware;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PollingSource}.
 */
class PollingSourceTests {

	private static final SpotSignal SIGNAL = new RebalanceRecommendation(Instant.EPOCH);

	private final Deque<Callable<@Nullable SpotSignal>> answers = new ArrayDeque<>();

	private final RecordingSignals signals = new RecordingSignals();

	@Test
	void askTellsWhatTheAnswerIs() {
		PollingSource source = source(0);
		this.answers.add(() -> SIGNAL);
		this.answers.add(() -> null);
		this.answers.add(() -> {
			throw new IllegalStateException("no answer");
		});
		source.ask(this.signals);
		source.ask(this.signals);
		source.ask(this.signals);
		assertThat(this.signals.told).containsExactly("report", "withdraw", "failed no answer");
	}

	@Test
	void askWhenJitterIsGreatestOnlyShortensTheInterval() {
		this.answers.add(() -> null);
		assertThat(source(0.999999).ask(this.signals)).isBetween(Duration.ofMillis(1600), Duration.ofMillis(1601));
	}

	@Test
	void askWhenFailingBacksOffUpToTenSecondsAndRecovers() {
		PollingSource source = source(0);
		List<Long> intervals = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			this.answers.add(() -> {
				throw new IllegalStateException("no answer");
			});
			intervals.add(source.ask(this.signals).toSeconds());
		}
		this.answers.add(() -> null);
		intervals.add(source.ask(this.signals).toSeconds());
		assertThat(intervals).containsExactly(4L, 8L, 10L, 10L, 10L, 2L);
	}

	@Test
	void startAsksOnAThreadOfItsOwnUntilStopped() {
		PollingSource source = source(0);
		this.answers.add(() -> SIGNAL);
		source.start(this.signals);
		Awaitility.await().until(() -> this.signals.told.contains("report"));
		assertThat(this.signals.threads).containsOnly("spot-aware-test");
		source.stop();
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((t) -> t.getName().equals("spot-aware-test")));
	}

	private PollingSource source(double random) {
		return new PollingSource("test", Duration.ofSeconds(2), () -> random) {

			@Override
			protected @Nullable SpotSignal poll() throws Exception {
				return PollingSourceTests.this.answers.remove().call();
			}

		};
	}

	private static final class RecordingSignals implements Signals {

		private final List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();

		private final List<String> threads = new java.util.concurrent.CopyOnWriteArrayList<>();

		@Override
		public void report(SpotSignal signal) {
			tell("report");
		}

		@Override
		public void withdraw() {
			tell("withdraw");
		}

		@Override
		public void failed(Throwable cause) {
			tell("failed " + cause.getMessage());
		}

		private void tell(String what) {
			this.threads.add(Thread.currentThread().getName());
			this.told.add(what);
		}

	}

}
