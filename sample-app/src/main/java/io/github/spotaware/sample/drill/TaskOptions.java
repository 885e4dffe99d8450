package io.github.spotaware.sample.drill;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Holds the options of a drill with tasks of ECS.
 *
 * @param launchType what the tasks run on
 * @param stopTimeout from SIGTERM to SIGKILL
 * @param ecsLag from SIGTERM until ECS deregisters the task, negative if it does so
 * before; {@code null} if it never does
 * @param deployment whether the task is stopped for a deployment, not interrupted
 * @param idle whether no requests are sent while it is stopped
 */
record TaskOptions(LaunchType launchType, Duration stopTimeout, @Nullable Duration ecsLag, boolean deployment,
		boolean idle) {

	private static final Duration LONGEST_STOP_TIMEOUT = Duration.ofMinutes(2);

	private static final Duration LONGEST_LAG = Duration.ofMinutes(1);

	/**
	 * Read the options.
	 * @return the options, or {@code null} if it is not about tasks
	 */
	static @Nullable TaskOptions of(OptionValues values) {
		LaunchType launchType = LaunchType.of(values);
		if (launchType == null) {
			for (Option option : new Option[] { Option.STOP_TIMEOUT, Option.ECS_LAG, Option.DEPLOYMENT, Option.IDLE }) {
				if (values.has(option)) {
					throw OptionValues.bad(option, "it is about tasks: use it with --platform ecs-fargate or ecs-ec2");
				}
			}
			return null;
		}
		return new TaskOptions(launchType,
				values.time(Option.STOP_TIMEOUT, LONGEST_STOP_TIMEOUT, Duration.ofSeconds(2), LONGEST_STOP_TIMEOUT),
				lag(values), values.has(Option.DEPLOYMENT), values.has(Option.IDLE));
	}

	private static @Nullable Duration lag(OptionValues values) {
		if ("never".equals(values.text(Option.ECS_LAG))) {
			return null;
		}
		return values.time(Option.ECS_LAG, Duration.ofSeconds(5), LONGEST_LAG.negated(), LONGEST_LAG);
	}

	/**
	 * Whether ECS stops the task at all. It does not where Spot draining is off and the
	 * instance just ends.
	 */
	boolean stopped() {
		return this.launchType == LaunchType.FARGATE || this.ecsLag != null || this.deployment;
	}

	/**
	 * How long before SIGTERM ECS deregisters the task.
	 */
	Duration leadOfEcs() {
		return (this.ecsLag != null && this.ecsLag.isNegative()) ? this.ecsLag.abs() : Duration.ZERO;
	}

	/**
	 * How long the task lives at the most once ECS begins to stop it, or its instance is
	 * interrupted: an instance that is reclaimed takes its tasks along.
	 * @param notice from the notice to the end of an instance
	 */
	Duration life(Duration notice) {
		Duration stop = leadOfEcs().plus(this.stopTimeout);
		if (this.launchType == LaunchType.FARGATE || this.deployment) {
			return stop;
		}
		return (stopped() && stop.compareTo(notice) < 0) ? stop : notice;
	}

	/**
	 * What happens to the task, in words.
	 */
	String description() {
		String stop = "stopTimeout %s".formatted(Format.seconds(this.stopTimeout));
		if (this.deployment) {
			return stop + ", SIGTERM once its target is unused";
		}
		if (this.ecsLag == null) {
			return stopped() ? stop + ", ECS never deregisters it" : "ECS does not stop it (Spot draining is off)";
		}
		return stop + ", ECS deregisters it %s %s SIGTERM".formatted(Format.seconds(this.ecsLag.abs()),
				this.ecsLag.isNegative() ? "before" : "after");
	}

	/**
	 * Names what tasks run on.
	 */
	enum LaunchType {

		FARGATE, EC2;

		static @Nullable LaunchType of(OptionValues values) {
			String text = values.text(Option.PLATFORM);
			if (text == null) {
				return null;
			}
			return switch (text) {
				case "ec2", PodOptions.PLATFORM -> null;
				case "ecs-fargate" -> FARGATE;
				case "ecs-ec2" -> EC2;
				default -> throw OptionValues.bad(Option.PLATFORM, text, "use ec2, ecs-fargate, ecs-ec2 or kubernetes");
			};
		}

		String id() {
			return (this == FARGATE) ? "ecs-fargate" : "ecs-ec2";
		}

	}

}
