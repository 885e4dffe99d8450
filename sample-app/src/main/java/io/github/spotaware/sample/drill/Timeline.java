package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

import io.github.spotaware.sample.drill.Moment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Records what happened to the interrupted instance, in time since its notice.
 */
final class Timeline {

	private final LongSupplier ticker;

	private volatile long notice;

	private final List<Moment> moments = new ArrayList<>();

	Timeline(LongSupplier ticker) {
		this.ticker = ticker;
		this.notice = ticker.getAsLong();
	}

	/**
	 * Count from now on.
	 */
	void begin(String what) {
		begin(Kind.NOTICE, what, this.ticker.getAsLong());
	}

	/**
	 * Count from a time that has passed.
	 */
	void begin(Kind kind, String what, long nanos) {
		this.notice = nanos;
		markAt(kind, what, nanos);
	}

	void mark(Kind kind, String what) {
		markAt(kind, what, this.ticker.getAsLong());
	}

	void markAt(Kind kind, String what, long nanos) {
		markAt(kind, what, Duration.ofNanos(nanos - this.notice));
	}

	synchronized void markAt(Kind kind, String what, Duration sinceNotice) {
		this.moments.add(new Moment(kind, what, sinceNotice));
	}

	Duration elapsed() {
		return Duration.ofNanos(this.ticker.getAsLong() - this.notice);
	}

	boolean has(Kind kind) {
		return last(kind) != null;
	}

	@Nullable Duration last(Kind kind) {
		return moments().stream()
			.filter((moment) -> moment.kind() == kind)
			.map(Moment::at)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	synchronized List<Moment> moments() {
		return this.moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
	}

}
