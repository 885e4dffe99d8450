package io.github.spotaware.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

import io.github.spotaware.MessageUse;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages. A message can come from anybody who may write to the queue, late and
 * more than once: only what is about us and of a plausible time says something.
 *
 * @param ours who we are
 * @param autoScalingDeadline how long Auto Scaling is assumed to wait
 * @param since when we began to read
 */
record Reader(Ours ours, Duration autoScalingDeadline, Instant since) {

	/**
	 * Clocks may differ by as much.
	 */
	private static final Duration SKEW = Duration.ofMinutes(1);

	/**
	 * Who reads the same queue has had the time for it.
	 */
	private static final Duration FOREIGN_LIFETIME = Duration.ofHours(1);

	/**
	 * Read a message.
	 * @param body the message
	 * @param now the time
	 */
	Reading read(String body, Instant now) {
		Event event = Event.parse(body);
		if (event == null) {
			return Reading.ignored(MessageUse.NOT_UNDERSTOOD, "it is no event");
		}
		if (event.detailType().equals(Event.TEST_NOTIFICATION)) {
			return Reading.ignored(MessageUse.IRRELEVANT, "it is a test notification");
		}
		EventKind kind = EventKind.of(event);
		if (kind == null) {
			return Reading.ignored(MessageUse.NOT_UNDERSTOOD,
					"events of the type '%s' say nothing to us".formatted(Excerpt.of(event.detailType())));
		}
		return kind.says(event.detail()) ? read(kind, event, now) : Reading.ignored(MessageUse.IRRELEVANT,
				"it is no '%s' that ends an instance".formatted(event.detailType()));
	}

	private Reading read(EventKind kind, Event event, Instant now) {
		Set<String> subjects = kind.subjects(event.detail());
		Instant time = event.time();
		if (subjects.isEmpty() || time == null) {
			return Reading.ignored(MessageUse.NOT_UNDERSTOOD,
					(time == null) ? "it has no time" : "it does not say whom it is about");
		}
		if (!this.ours.isAmong(subjects)) {
			return Reading.foreign("it is about '%s'".formatted(Excerpt.of(Collections.min(subjects))),
					time.isBefore(now.minus(FOREIGN_LIFETIME)));
		}
		if (time.isAfter(now.plus(SKEW)) || time.isBefore(now.minus(kind.lifetime()).minus(SKEW))) {
			return Reading.ignored(MessageUse.IMPLAUSIBLE, "it is of '%s', and now it is '%s'".formatted(time, now));
		}
		return accept(kind, event, time);
	}

	private Reading accept(EventKind kind, Event event, Instant time) {
		@Nullable SpotSignal signal = kind.signal(event.detail(), time, this.autoScalingDeadline);
		Instant end = kind.end(signal, time);
		if (end != null && end.isBefore(this.since)) {
			return Reading.ignored(MessageUse.IMPLAUSIBLE,
					"what it tells was over at '%s', before this process began to read".formatted(end));
		}
		if (signal == null && kind != EventKind.MAINTENANCE) {
			return Reading.ignored(MessageUse.IRRELEVANT, "it says nothing of our end");
		}
		return Reading.accepted(kind.channel(), signal,
				(kind == EventKind.AUTO_SCALING_TERMINATION) ? LifecycleAction.from(event.detail()) : null);
	}

}
