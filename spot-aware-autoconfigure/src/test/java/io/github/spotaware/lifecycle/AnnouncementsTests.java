package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.Traffic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for the lines and the keys of {@link Announcements} and {@link SelfShutdown}, in
 * virtual time.
 */
class AnnouncementsTests {

	private static final SpotAwareProperties PROPERTIES = new SpotAwareProperties(true, false, false, null,
			RebalancePolicy.NOTIFY, ShutdownPolicy.AUTO, new SpotAwareProperties.Drain(Duration.ofSeconds(20),
					Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMinutes(2)));

	private final VirtualTime time = new VirtualTime();

	private final FakeTraffic traffic = new FakeTraffic(this.time.ticker());

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final List<Logger> loggers = List.of(logger(SpotLifecycle.class), logger(SelfShutdown.class));

	private final List<Integer> exits = new ArrayList<>();

	@BeforeEach
	void listen() {
		this.log.start();
		this.loggers.forEach((logger) -> logger.addAppender(this.log));
	}

	@AfterEach
	void listenNoLonger() {
		this.loggers.forEach((logger) -> logger.detachAppender(this.log));
	}

	@Test
	void interruptionTellsEachTransitionTheTimelineAndTheExitWithKeys() {
		SpotLifecycle lifecycle = lifecycle(false);
		this.traffic.arrive("10.0.0.1");
		lifecycle.hear("imds-spot", terminate(120));
		this.time.run();
		assertThat(this.exits).containsExactly(75);
		assertThat(lines()).containsExactly(
				"running -> draining: spot interruption (terminate) by imds-spot; "
						+ "deadline 2026-11-22T01:02:00Z (spot interruption notice)",
				"draining -> drained",
				"Drained in 57.5 s, 0 in flight, 62.5 s left before the deadline (callers have let go): no steps",
				"Ending this process with exit code 75: its instance is about to end");
		assertThat(keys(0)).containsExactly(entry("spot.state", "draining"), entry("spot.previous_state", "running"),
				entry("spot.cause", "spot-interruption"), entry("spot.action", "terminate"),
				entry("spot.source", "imds-spot"), entry("spot.deadline", "2026-11-22T01:02:00Z"),
				entry("spot.remaining_ms", 120_000L));
		assertThat(keys(1)).contains(entry("spot.state", "drained"), entry("spot.previous_state", "draining"),
				entry("spot.remaining_ms", 62_500L));
		assertThat(keys(2)).containsExactly(entry("spot.state", "drained"), entry("spot.cause", "spot-interruption"),
				entry("spot.action", "terminate"), entry("spot.source", "imds-spot"),
				entry("spot.deadline", "2026-11-22T01:02:00Z"), entry("spot.remaining_ms", 62_500L),
				entry("spot.end", "settled"), entry("spot.took_ms", 57_500L), entry("spot.in_flight", 0L));
		assertThat(keys(3)).contains(entry("spot.state", "drained"), entry("spot.cause", "spot-interruption"),
				entry("spot.exit_code", 75));
	}

	@Test
	void drainThatRunsOutOfTimeSaysSoByKey() {
		SpotLifecycle lifecycle = lifecycle(false);
		this.traffic.inFlight(2);
		lifecycle.hear("imds-spot", terminate(30));
		this.time.run();
		assertThat(keys("Drained in ")).contains(entry("spot.end", "out-of-time"), entry("spot.in_flight", 2L),
				entry("spot.remaining_ms", 5_000L));
	}

	@Test
	void riskThatPassesIsToldWithItsCauseAndThenWithNone() {
		SpotLifecycle lifecycle = lifecycle(false);
		lifecycle.hear("imds-rebalance", new RebalanceRecommendation(VirtualTime.START));
		lifecycle.forget("imds-rebalance");
		this.time.run();
		assertThat(keys(0)).containsExactly(entry("spot.state", "at-risk"), entry("spot.previous_state", "running"),
				entry("spot.cause", "rebalance"), entry("spot.source", "imds-rebalance"));
		assertThat(keys(1)).containsExactly(entry("spot.state", "running"), entry("spot.previous_state", "at-risk"));
	}

	@Test
	void drainTakenBackIsToldAsCancelled() {
		SpotLifecycle lifecycle = lifecycle(true);
		this.traffic.inFlight(1);
		lifecycle.hear("operator", new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, in(60)));
		this.time.at(Duration.ofSeconds(2), () -> lifecycle.forget("operator"));
		this.time.run();
		assertThat(lines()).first()
			.asString()
			.startsWith("[dry run] running -> draining: operator by operator; deadline");
		assertThat(keys(0)).contains(entry("spot.cause", "operator"), entry("spot.dry_run", true))
			.doesNotContainKey("spot.action");
		assertThat(keys("Drain taken back after 2 s: no steps")).containsExactly(entry("spot.cause", "operator"),
				entry("spot.remaining_ms", 58_000L), entry("spot.end", "cancelled"), entry("spot.took_ms", 2_000L),
				entry("spot.in_flight", 1L), entry("spot.dry_run", true));
	}

	@Test
	void causeThatJoinsAfterTheDrainIsToldWithItsOwnKeys() {
		SpotLifecycle lifecycle = lifecycle(false);
		lifecycle.hear("operator", new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, in(60)));
		this.time.at(Duration.ofSeconds(50), () -> lifecycle.hear("imds-spot", terminate(55)));
		this.time.run();
		assertThat(keys("Already drained: operator by operator, spot interruption (terminate) by imds-spot")).contains(
				entry("spot.state", "drained"), entry("spot.cause", "spot-interruption"),
				entry("spot.source", "imds-spot"), entry("spot.remaining_ms", 5_000L));
	}

	private List<String> lines() {
		return this.log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	private Map<String, Object> keys(String line) {
		List<String> lines = lines();
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).startsWith(line)) {
				return keys(i);
			}
		}
		throw new AssertionError("'%s' is not among %s".formatted(line, lines));
	}

	private Map<String, Object> keys(int line) {
		Map<String, Object> keys = new LinkedHashMap<>();
		this.log.list.get(line).getKeyValuePairs().forEach((pair) -> keys.put(pair.key, pair.value));
		return keys;
	}

	private SpotLifecycle lifecycle(boolean dryRun) {
		GenericApplicationContext context = new GenericApplicationContext();
		context.refresh();
		Threads threads = this.time.threads();
		Announcements announcements = new Announcements((event) -> {
		}, new DefaultListableBeanFactory().getBeanProvider(DrainListener.class), threads, dryRun);
		SpotLifecycle lifecycle = new SpotLifecycle(PROPERTIES, new Callers(this.traffic), announcements, threads,
				this.time.clock());
		SelfShutdown shutdown = new SelfShutdown(ShutdownPolicy.AUTO, context, () -> !dryRun, new Jvm(this.exits));
		announcements.whenDrained((run) -> shutdown.drained(lifecycle, run));
		lifecycle.begin(new Detected(InstanceIdentity.unknown(Platform.EC2), "test"),
				new SignalRules(Platform.EC2, RebalancePolicy.NOTIFY, PROPERTIES.drain(),
						new GracePeriod.Known(Duration.ofSeconds(90), "test", "prolong it")));
		return lifecycle;
	}

	private static InterruptionNotice terminate(long seconds) {
		return new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE, in(seconds));
	}

	private static Instant in(long seconds) {
		return VirtualTime.START.plusSeconds(seconds);
	}

	private static Logger logger(Class<?> type) {
		return (Logger) LoggerFactory.getLogger(type);
	}

	private record Callers(FakeTraffic callers) implements Participants {

		@Override
		public List<DrainStep> steps() {
			return List.of();
		}

		@Override
		public List<Traffic> traffic() {
			return List.of(this.callers);
		}

	}

	private record Jvm(List<Integer> exits) implements SelfShutdown.Jvm {

		@Override
		public void start(Runnable task) {
			task.run();
		}

		@Override
		public void exit(int code) {
			this.exits.add(code);
		}

	}

}
