package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Holds the options of a drill with pods of Kubernetes.
 *
 * @param gracePeriod from SIGTERM, or the {@code preStop} hook, to SIGKILL
 * @param endpointLag from SIGTERM, or the {@code preStop} hook, until the controllers
 * have acted; negative if they have before
 * @param way the way of the requests
 * @param callers callers of the service
 * @param rollout whether pods are replaced in a rolling update, not one deleted
 * @param probePeriod of the readiness probe
 * @param probeFailures of the readiness probe until a pod is unready
 */
record PodOptions(Duration gracePeriod, Duration endpointLag, Way way, int callers, boolean rollout,
		Duration probePeriod, int probeFailures) {

	static final String PLATFORM = "kubernetes";

	private static final Option[] ALL = { Option.GRACE_PERIOD, Option.ENDPOINT_LAG, Option.PATH, Option.CALLERS,
			Option.ROLLOUT, Option.PROBE_PERIOD, Option.PROBE_FAILURES };

	private static final Duration LONGEST_LAG = Duration.ofMinutes(1);

	/**
	 * Read the options.
	 * @return the options, or {@code null} if it is not about pods
	 */
	static @Nullable PodOptions of(OptionValues values) {
		if (!PLATFORM.equals(values.text(Option.PLATFORM))) {
			for (Option option : ALL) {
				if (values.has(option)) {
					throw OptionValues.bad(option, "it is about pods: use it with --platform kubernetes");
				}
			}
			return null;
		}
		Way way = Way.of(values);
		if (way == Way.ALB && values.has(Option.CALLERS)) {
			throw OptionValues.bad(Option.CALLERS, "use it with --path service");
		}
		return new PodOptions(
				values.time(Option.GRACE_PERIOD, Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(10)),
				values.time(Option.ENDPOINT_LAG, Duration.ofSeconds(5), LONGEST_LAG.negated(), LONGEST_LAG), way,
				values.number(Option.CALLERS, 20, 1, 200), values.has(Option.ROLLOUT),
				values.time(Option.PROBE_PERIOD, Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMinutes(5)),
				values.number(Option.PROBE_FAILURES, 2, 1, 10));
	}

	/**
	 * How many pods there are.
	 */
	int replicas() {
		return this.rollout ? 3 : 2;
	}

	/**
	 * How long before SIGTERM the controllers have acted.
	 */
	Duration leadOfControllers() {
		return this.endpointLag.isNegative() ? this.endpointLag.negated() : Duration.ZERO;
	}

	/**
	 * What happens to the pod, in words.
	 */
	String description() {
		return "grace period %s, controllers have taken the pod out %s %s SIGTERM".formatted(
				Format.seconds(this.gracePeriod), Format.seconds(this.endpointLag.abs()),
				this.endpointLag.isNegative() ? "before" : "after");
	}

	/**
	 * Names the ways of requests to pods.
	 */
	enum Way {

		ALB, SERVICE;

		static Way of(OptionValues values) {
			String text = values.text(Option.PATH);
			for (Way way : values()) {
				if (text == null || way.id().equals(text)) {
					return way;
				}
			}
			throw OptionValues.bad(Option.PATH, String.valueOf(text), "use alb or service");
		}

		String id() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
