package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.github.spotaware.Deadline;
import io.github.spotaware.InstanceAction;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a line of the log says, as values of keys. What is not known is left out.
 */
final class LogFacts {

	private final Map<LogKey, Object> values = new EnumMap<>(LogKey.class);

	/**
	 * Collect what stands against us.
	 * @param now the reading of the ticker
	 */
	static LogFacts of(Standing standing, long now) {
		LogFacts facts = new LogFacts();
		StandingSignal foremost = standing.foremost();
		if (foremost != null) {
			InstanceAction action = foremost.action();
			facts.with(LogKey.CAUSE, foremost.cause().id())
				.with(LogKey.ACTION, (action != InstanceAction.NONE) ? action.name().toLowerCase(Locale.ROOT) : null)
				.with(LogKey.SOURCE, foremost.source());
		}
		StandingSignal leading = standing.leading();
		Deadline deadline = (leading != null) ? leading.deadline() : null;
		if (deadline != null) {
			facts.with(LogKey.DEADLINE, deadline.time().toString())
				.withMillis(LogKey.REMAINING_MS, deadline.remaining(now));
		}
		return facts;
	}

	LogFacts with(LogKey key, @Nullable Object value) {
		if (value != null) {
			this.values.put(key, value);
		}
		return this;
	}

	LogFacts withMillis(LogKey key, Duration duration) {
		return with(key, duration.toMillis());
	}

	/**
	 * Collect how a drain went.
	 */
	LogFacts with(DrainReport report) {
		DrainReport.End end = report.end();
		return with(LogKey.CAUSE, report.cause().id()).with(LogKey.END, (end != null) ? end.id() : null)
			.withMillis(LogKey.TOOK_MS, report.took())
			.withMillis(LogKey.REMAINING_MS, report.remaining())
			.with(LogKey.IN_FLIGHT, report.inFlight());
	}

	Map<LogKey, Object> values() {
		return Collections.unmodifiableMap(this.values);
	}

}
