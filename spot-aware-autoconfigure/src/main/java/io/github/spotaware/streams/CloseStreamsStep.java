package io.github.spotaware.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Closes WebSocket sessions and ends event streams and gRPC streams.
 * <p>
 * Begins when new connections no longer come to us: when nobody has called for the quiet
 * period, and goes on only while that is so. A client that comes back to us is a call, so
 * it holds the others back. At the latest it begins when the time that is left is the
 * time it takes: better told to go where there may be a way back than cut off.
 * <p>
 * What is opened later is closed when the drain has ended: nobody is routed to us then.
 */
final class CloseStreamsStep implements DrainStep {

	/**
	 * How often it looks whether those that were told have gone.
	 */
	static final Duration LOOK = Duration.ofMillis(100);

	private final OpenStreams streams;

	private final Farewells farewells;

	private final Silence silence;

	private final Spread spread;

	private final Ticker ticker;

	private final StreamProperties properties;

	private final Duration patience;

	private volatile boolean closing;

	/**
	 * Create a step.
	 * @param patience how long it waits for those that are still handling a message
	 */
	CloseStreamsStep(OpenStreams streams, Farewells farewells, Silence silence, Spread spread, Ticker ticker,
			StreamProperties properties, Duration patience) {
		this.streams = streams;
		this.farewells = farewells;
		this.silence = silence;
		this.spread = spread;
		this.ticker = ticker;
		this.properties = properties;
		this.patience = patience;
	}

	@Override
	public String name() {
		return "close-streams";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.SETTLE;
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		if (!this.properties.close()) {
			return StepOutcome.skipped("'%s.close' is off".formatted(StreamProperties.PREFIX));
		}
		this.closing = true;
		long since = this.ticker.nanos();
		Duration late = Spread.least(this.properties.spread(), drain.remaining().dividedBy(2));
		Set<LongLived> told = new LinkedHashSet<>();
		int leftAlone = 0;
		List<LongLived> open = this.streams.unasked();
		while (!open.isEmpty()) {
			List<LongLived> closed = close(open, since, late, drain);
			told.addAll(closed);
			leftAlone += open.size() - closed.size();
			open = this.streams.unasked();
		}
		awaitEnds(told, drain);
		return outcome(told, leftAlone);
	}

	/**
	 * Close some streams, one after another.
	 * @return those that were not to be left alone
	 */
	private List<LongLived> close(List<LongLived> open, long since, Duration late, Drain drain)
			throws InterruptedException {
		List<LongLived> told = new ArrayList<>();
		awaitSilence(since, late, drain);
		Duration window = this.spread.window(open.size(), drain.remaining().multipliedBy(9).dividedBy(10));
		Duration before = Duration.ZERO;
		List<Duration> moments = this.spread.moments(open.size(), window);
		for (int i = 0; i < open.size(); i++) {
			pause(moments.get(i).minus(before), drain);
			before = moments.get(i);
			awaitSilence(since, late, drain);
			if (this.farewells.say(open.get(i)) != null) {
				told.add(open.get(i));
			}
		}
		return told;
	}

	private void awaitSilence(long since, Duration late, Drain drain) throws InterruptedException {
		while (true) {
			Duration missing = this.silence.missing(since);
			Duration left = drain.remaining().minus(late);
			if (isOver(missing) || isOver(left)) {
				return;
			}
			pause(Spread.least(missing, left), drain);
		}
	}

	private void awaitEnds(Set<LongLived> told, Drain drain) throws InterruptedException {
		long since = this.ticker.nanos();
		while (told.stream().anyMatch(this.streams::isOpen) && this.ticker.nanos() - since < this.patience.toNanos()) {
			told.stream().filter(this.streams::isOpen).forEach(LongLived::press);
			pause(LOOK, drain);
		}
	}

	private StepOutcome outcome(Set<LongLived> told, int leftAlone) {
		Map<Boolean, List<LongLived>> byOpen = told.stream().collect(Collectors.partitioningBy(this.streams::isOpen));
		List<LongLived> busy = byOpen.getOrDefault(true, List.of());
		List<LongLived> gone = byOpen.getOrDefault(false, List.of());
		List<String> parts = new ArrayList<>();
		if (!gone.isEmpty()) {
			parts.add("closed " + Tally.of(gone));
		}
		if (!busy.isEmpty()) {
			parts.add("%s told to close, but busy".formatted(Tally.of(busy)));
		}
		if (leftAlone > 0) {
			parts.add("%,d left alone".formatted(leftAlone));
		}
		return parts.isEmpty() ? StepOutcome.skipped("no stream was open") : StepOutcome.done(String.join(", ", parts));
	}

	/**
	 * Close what has come since, or could not be closed in time. Does nothing without a
	 * drain.
	 * @return the end of the telling
	 */
	CompletableFuture<@Nullable Void> closeRest() {
		if (!this.closing) {
			return CompletableFuture.completedFuture(null);
		}
		this.streams.all().forEach(LongLived::press);
		return CompletableFuture.allOf(this.streams.unasked()
			.stream()
			.flatMap((stream) -> Stream.ofNullable(this.farewells.say(stream)))
			.toArray(CompletableFuture[]::new));
	}

	/**
	 * Close what has come since, and at once what comes from now on: the server is about
	 * to stop, and would wait for it. Does nothing without a drain.
	 * @return the end of the telling
	 */
	CompletableFuture<@Nullable Void> closeForGood() {
		if (this.closing) {
			this.streams.whenOpened(this::tell);
		}
		return closeRest();
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private void tell(LongLived stream) {
		this.farewells.say(stream);
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void drained() {
		closeRest();
	}

	@Override
	public void undo() {
		this.closing = false;
		this.streams.welcome();
		this.streams.all().forEach(LongLived::keep);
	}

	private static void pause(Duration duration, Drain drain) throws InterruptedException {
		if (!isOver(duration)) {
			drain.pause(duration);
		}
	}

	private static boolean isOver(Duration duration) {
		return duration.isZero() || duration.isNegative();
	}

}
