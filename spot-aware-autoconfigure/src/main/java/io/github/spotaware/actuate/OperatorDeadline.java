package io.github.spotaware.actuate;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.StringUtils;

/**
 * Reads the time an operator gives a drain: as in Spring Boot's properties, but seconds
 * where there is no unit.
 */
final class OperatorDeadline {

	private static final Duration LONGEST = Duration.ofDays(1);

	private OperatorDeadline() {
	}

	static @Nullable Duration parse(@Nullable String text) {
		if (!StringUtils.hasText(text)) {
			return null;
		}
		Duration parsed = duration(text);
		if (parsed.isNegative()) {
			throw invalid("'%s' is no deadline: it is negative".formatted(text));
		}
		if (parsed.compareTo(LONGEST) > 0) {
			throw invalid("'%s' is no deadline: it is longer than a day".formatted(text));
		}
		return parsed;
	}

	private static Duration duration(String text) {
		try {
			return DurationStyle.detectAndParse(text.strip(), ChronoUnit.SECONDS);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("'%s' is no deadline: give a duration such as '90s', '2m' or 'PT90S'".formatted(text));
		}
	}

	private static InvalidEndpointRequestException invalid(String reason) {
		return new InvalidEndpointRequestException(reason, reason);
	}

}
