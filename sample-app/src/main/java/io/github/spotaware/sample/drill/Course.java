package io.github.spotaware.sample.drill;

import java.time.Duration;

import io.github.spotaware.sample.drill.Moment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Is what became of one instance.
 *
 * @param timeline what happened when
 * @param notice from the notice to the deadline
 */
record Course(Timeline timeline, Duration notice) {

	@Nullable Duration leftAfter(Kind kind) {
		Duration at = this.timeline.last(kind);
		return (at != null) ? this.notice.minus(at) : null;
	}

	@Nullable Duration between(Kind from, Kind to) {
		Duration begin = this.timeline.last(from);
		Duration end = this.timeline.last(to);
		return (begin != null && end != null) ? end.minus(begin) : null;
	}

}
