package io.github.spotaware.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import io.github.spotaware.Farewell;
import io.github.spotaware.OpenStream.Kind;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.StreamPolicy;
import io.github.spotaware.Traffic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CloseStreamsStepTests {

	private static final Duration QUIET = Duration.ofSeconds(3);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final OpenStreams streams = new OpenStreams();

	private final List<StreamPolicy> policies = new ArrayList<>();

	private TestDrain drain = new TestDrain(Duration.ofMinutes(1));

	private long lastRequest = this.drain.nanos() - Duration.ofMinutes(1).toNanos();

	@Test
	void drainWhenNothingIsOpenIsSkipped() throws Exception {
		assertThat(step().drain(this.drain)).isEqualTo(StepOutcome.skipped("no stream was open"));
		assertThat(this.drain.passed()).isZero();
	}

	@Test
	void drainWhenCloseIsOffLeavesAllOpen() throws Exception {
		FakeStream session = session();
		CloseStreamsStep step = step(new StreamProperties(false, Duration.ofSeconds(10), Duration.ofSeconds(1)));
		assertThat(step.drain(this.drain)).isEqualTo(StepOutcome.skipped("'spot-aware.drain.streams.close' is off"));
		step.drained();
		assertThat(session.told).isNull();
	}

	@Test
	void drainWhenNobodyCallsClosesAfterTheQuietPeriod() throws Exception {
		List<FakeStream> sessions = Stream.generate(this::session).limit(12).toList();
		List<FakeStream> events = Stream.generate(this::events).limit(3).toList();
		assertThat(step().drain(this.drain))
			.isEqualTo(StepOutcome.done("closed 12 WebSocket sessions and 3 event streams"));
		assertThat(Stream.concat(sessions.stream(), events.stream()))
			.allSatisfy((stream) -> assertThat(stream.told).isBetween(QUIET, QUIET.plus(Spread.EACH.multipliedBy(15))));
	}

	@Test
	void drainWhenThereAreManyTakesTheSpread() throws Exception {
		List<FakeStream> sessions = Stream.generate(this::session).limit(1000).toList();
		step().drain(this.drain);
		assertThat(sessions.stream().map((session) -> told(session).minus(QUIET).toSeconds()).distinct())
			.containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
	}

	@Test
	void drainWhenRequestsStillComeWaitsForSilence() throws Exception {
		FakeStream session = session();
		for (int second = 1; second <= 20; second++) {
			this.drain.at(Duration.ofSeconds(second), this::request);
		}
		step().drain(this.drain);
		assertThat(session.told).isBetween(Duration.ofSeconds(23), Duration.ofSeconds(24));
	}

	@Test
	void drainWhenAClientComesBackHoldsTheOthersBack() throws Exception {
		FakeStream one = session();
		FakeStream other = session();
		this.drain.at(Duration.ofMillis(3050), this::request);
		step().drain(this.drain);
		assertThat(List.of(told(one), told(other)))
			.anySatisfy((told) -> assertThat(told).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3050)))
			.anySatisfy((told) -> assertThat(told).isBetween(Duration.ofMillis(6050), Duration.ofMillis(6150)));
	}

	@Test
	void drainWhenItNeverFallsSilentClosesInTheTimeThatIsLeft() throws Exception {
		List<FakeStream> sessions = Stream.generate(this::session).limit(1000).toList();
		for (int second = 1; second <= 60; second++) {
			this.drain.at(Duration.ofSeconds(second), this::request);
		}
		assertThat(step().drain(this.drain).detail()).isEqualTo("closed 1,000 WebSocket sessions");
		assertThat(sessions).allSatisfy(
				(session) -> assertThat(session.told).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(59)));
	}

	@Test
	void drainWhenTimeIsShortUsesHalfOfIt() throws Exception {
		this.drain = new TestDrain(Duration.ofSeconds(4));
		List<FakeStream> sessions = Stream.generate(this::session).limit(1000).toList();
		step().drain(this.drain);
		assertThat(sessions)
			.allSatisfy((session) -> assertThat(session.told).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4)));
	}

	@Test
	void drainWhenSessionIsOpenedMeanwhileClosesItToo() throws Exception {
		session();
		this.drain.at(Duration.ofSeconds(1), this::session);
		assertThat(step().drain(this.drain).detail()).isEqualTo("closed 2 WebSocket sessions");
	}

	@Test
	void drainWhenSessionIsBusyWaitsForAWhile() throws Exception {
		FakeStream session = session();
		session.busy = true;
		assertThat(step().drain(this.drain)).isEqualTo(StepOutcome.done("1 WebSocket session told to close, but busy"));
		assertThat(this.drain.passed()).isBetween(QUIET.plus(PATIENCE), QUIET.plus(PATIENCE).plusMillis(200));
	}

	@Test
	void drainWhenPolicyLeavesAStreamAloneDoesNotCloseIt() throws Exception {
		this.policies.add((stream) -> null);
		this.policies.add((stream) -> stream.path().equals("/events") ? Farewell.leaveAlone() : null);
		this.policies.add((stream) -> Farewell.closeAfter("bye"));
		FakeStream events = events();
		FakeStream session = session();
		CloseStreamsStep step = step();
		assertThat(step.drain(this.drain)).isEqualTo(StepOutcome.done("closed 1 WebSocket session, 1 left alone"));
		step.drained();
		assertThat(events.told).isNull();
		assertThat(session.farewell).isEqualTo(Farewell.closeAfter("bye"));
	}

	@Test
	void drainWhenPolicyFailsCloses() throws Exception {
		this.policies.add((stream) -> {
			throw new IllegalStateException("As asked for");
		});
		FakeStream session = session();
		step().drain(this.drain);
		assertThat(session.farewell).isEqualTo(Farewell.close());
	}

	@Test
	void drainedWhenSessionWasOpenedAfterTheStepClosesIt() throws Exception {
		CloseStreamsStep step = step();
		step.drain(this.drain);
		FakeStream session = session();
		step.drained();
		assertThat(session.told).isNotNull();
	}

	@Test
	void undoWhenDrainIsCancelledStopsClosing() throws Exception {
		List<FakeStream> sessions = Stream.generate(this::session).limit(1000).toList();
		this.drain.endWhen(() -> this.drain.passed().compareTo(Duration.ofSeconds(8)) >= 0);
		CloseStreamsStep step = step();
		assertThatThrownBy(() -> step.drain(this.drain)).isInstanceOf(InterruptedException.class);
		step.undo();
		step.drained();
		assertThat(sessions.stream().filter((session) -> session.told == null).count()).isBetween(450L, 550L);
		assertThat(this.streams.unasked()).hasSameSizeAs(this.streams.all());
	}

	@Test
	void undoWhenSessionIsBusyKeepsIt() throws Exception {
		FakeStream session = session();
		session.busy = true;
		CloseStreamsStep step = step();
		step.drain(this.drain);
		step.undo();
		assertThat(session.farewell).isNull();
		assertThat(session.asked()).isFalse();
	}

	@Test
	void streamWhenOpenedWhileTheServerStopsIsToldAtOnce() throws Exception {
		CloseStreamsStep step = step();
		step.drain(this.drain);
		step.drained();
		assertThat(session().farewell).isNull();
		assertThat(step.closeForGood()).isCompleted();
		assertThat(session().farewell).isEqualTo(Farewell.close());
		step.undo();
		assertThat(session().farewell).isNull();
	}

	private FakeStream session() {
		return new FakeStream(Kind.WEB_SOCKET, "/socket", this.streams, this.drain);
	}

	private FakeStream events() {
		return new FakeStream(Kind.EVENT_STREAM, "/events", this.streams, this.drain);
	}

	private static Duration told(FakeStream stream) {
		Duration told = stream.told;
		assertThat(told).isNotNull();
		return (told != null) ? told : Duration.ZERO;
	}

	private void request() {
		this.lastRequest = this.drain.nanos();
	}

	private CloseStreamsStep step() {
		return step(new StreamProperties(true, Duration.ofSeconds(10), Duration.ofSeconds(1)));
	}

	private CloseStreamsStep step(StreamProperties properties) {
		Traffic traffic = () -> new Traffic.Snapshot(true, 0,
				List.of(new Traffic.Peer("192.0.2.1", this.lastRequest, 0)), 0, 0, 0);
		return new CloseStreamsStep(this.streams, new Farewells(this.policies::stream, Runnable::run),
				new Silence(List.of(traffic), this.drain, QUIET),
				new Spread(properties.spread(), new SplittableRandom(42)), this.drain, properties, PATIENCE);
	}

}
