package io.github.spotaware.test.environment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.load.Loss;
import org.jspecify.annotations.Nullable;

/**
 * Puts lost requests into words: in groups, and the first ones singly.
 */
final class Losses {

	private static final int SINGLY = 10;

	private Losses() {
	}

	static List<String> describe(List<Loss> losses, long start, @Nullable Target application) {
		Map<String, List<Loss>> groups = new LinkedHashMap<>();
		losses.forEach((loss) -> groups.computeIfAbsent(what(loss, application), (key) -> new ArrayList<>()).add(loss));
		List<String> lines = new ArrayList<>();
		groups.forEach((what, group) -> lines.add("%5d x %s, sent from %s to %s".formatted(group.size(), what,
				Seconds.of(after(start, group.get(0))), Seconds.of(after(start, group.get(group.size() - 1))))));
		losses.stream()
			.limit(SINGLY)
			.map((loss) -> Seconds.column(after(start, loss))
					+ "sent through node %s: %s".formatted(loss.node(), what(loss, application)))
			.forEach(lines::add);
		if (losses.size() > SINGLY) {
			lines.add("            and %d more".formatted(losses.size() - SINGLY));
		}
		return lines;
	}

	private static String what(Loss loss, @Nullable Target application) {
		String kind = loss.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
		return "%s %s, %s".formatted(kind, loss.detail(), by(loss, application));
	}

	private static String by(Loss loss, @Nullable Target application) {
		if (loss.target() == null) {
			return "answered by nobody";
		}
		boolean own = application != null && loss.target().equals(application.toString());
		return own ? byApplication(loss.detail()) : "answered by its replacement";
	}

	/**
	 * Says what the application did, where the load balancer had to answer itself.
	 */
	private static String byApplication(String detail) {
		return switch (detail.substring(detail.indexOf(' ') + 1)) {
			case "connection-refused" -> "the application was gone";
			case "connection-closed" -> "the application closed the connection";
			case "timeout" -> "the application did not answer";
			default -> "answered by the application";
		};
	}

	private static Duration after(long start, Loss loss) {
		return Duration.ofNanos(loss.scheduled() - start);
	}

}
