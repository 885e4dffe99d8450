package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.Random;

import io.github.spotaware.sample.matrix.Column;
import io.github.spotaware.sample.matrix.Row;

/**
 * Is one interruption of the matrix.
 *
 * @param base what is the same for all of it
 * @param server what the instances run on
 * @param arrivals of the requests
 * @param lag until the last node lets go
 * @param mode what handles the interruption
 * @param run which of several of its kind this is, from 1 on
 */
record Cell(DrillOptions base, Server server, Arrivals arrivals, Duration lag, Mode mode, int run) {

	/**
	 * Until two instances serve.
	 */
	private static final Duration START = Duration.ofSeconds(12);

	/**
	 * Until the replacement serves and nothing more happens.
	 */
	private static final Duration REPLACEMENT = Duration.ofSeconds(12);

	private static final Duration TAIL = Duration.ofSeconds(3);

	/**
	 * Kept by Spot Aware for the graceful shutdown itself.
	 */
	private static final Duration RESERVE = Duration.ofSeconds(5);

	/**
	 * How long Spot Aware waits for silence at the most where the instance is not lost
	 * anyway.
	 */
	private static final Duration SETTLE = Duration.ofSeconds(20);

	/**
	 * Return what tells it from all others.
	 */
	Row identity() {
		return Row.empty()
			.with(Column.SERVER, this.server.id())
			.with(Column.LOAD, this.arrivals.description())
			.with(Column.EVENT, this.base.sigterm() ? "sigterm" : "notice")
			.with(Column.NOTICE_MS, this.base.notice())
			.with(Column.NODES, this.base.nodes())
			.with(Column.THIN_SHARE, this.base.thinShare())
			.with(Column.DEREGISTRATION_DELAY_MS, this.base.deregistrationDelay())
			.with(Column.WARM_UP_MS, this.base.warmUp())
			.with(Column.LAG_MS, this.lag)
			.with(Column.MODE, this.mode.id())
			.with(Column.SEED, this.base.seed())
			.with(Column.RUN, this.run);
	}

	/**
	 * Return the options of a drill that is just this. The notice comes at any time
	 * between two arrivals, the same one for all that are compared.
	 */
	DrillOptions options() {
		double phase = new Random(this.base.seed() * 31 + this.run).nextDouble();
		Duration wait = Duration.ofNanos(Math.round(this.arrivals.period().toNanos() * phase));
		return new DrillOptions(this.lag, this.arrivals, this.base.nodes(), this.base.thinShare(), this.base.notice(),
				this.base.deregistrationDelay(), this.base.warmUp().plus(wait), null, this.base.seed(), Fault.NONE, 1,
				this.base.modes(), null, false, false, null, null, this.server, this.base.sigterm());
	}

	/**
	 * Return about how long it takes.
	 */
	Duration estimate() {
		Duration settle = this.base.sigterm() ? SETTLE : this.base.notice().minus(RESERVE).dividedBy(2);
		Duration life = switch (this.mode) {
			case SPOT_AWARE, WITHOUT_CALLS -> shortest(this.lag.plus(settle), this.base.notice().minus(RESERVE));
			case PRE_STOP -> shortest(PodStage.PRE_STOP, this.base.notice());
			case IGNORING -> this.base.notice();
			case PLAIN, IMMEDIATE -> Duration.ZERO;
		};
		Duration after = longest(longest(life, this.lag), REPLACEMENT);
		return START.plus(options().warmUp()).plus(after).plus(TAIL);
	}

	String title() {
		return "%s, %s, lag %d s, %s".formatted(this.server.title(), this.arrivals.description(), this.lag.toSeconds(),
				this.mode.title()) + ((this.base.interruptions() > 1) ? ", run " + this.run : "");
	}

	private static Duration shortest(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private static Duration longest(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

}
