package io.github.spotaware.sample.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Is one interruption of a chaos, drawn from its seed: a drill like any other.
 *
 * @param number which one of the chaos it is, from 1 on
 * @param platform where it happens
 * @param what what happens besides, in words
 * @param arguments the options of a drill that is just this
 * @param exitCode with which the process has to end
 */
record ChaosDraw(int number, String platform, String what, List<String> arguments, int exitCode) {

	/**
	 * A process that ended itself because its instance is about to end.
	 */
	private static final int BY_ITSELF = 75;

	private static final int BY_SIGTERM = 143;

	/**
	 * Draw.
	 * @param seed the seed of the chaos
	 * @param number which one it is
	 * @param brief whether it is to be over soon, whatever it proves
	 */
	static ChaosDraw of(long seed, int number, boolean brief) {
		Random random = new Random(1_000_003 * seed + number);
		// Neighbouring seeds begin alike.
		random.nextLong();
		List<String> arguments = new ArrayList<>();
		add(arguments, Option.SEED, String.valueOf(random.nextInt(1, 1_000_000)));
		add(arguments, Option.SERVER, pick(random, List.of(Server.values())).id());
		int nodes = random.nextInt(2, 7);
		add(arguments, Option.NODES, String.valueOf(nodes));
		add(arguments, Option.THIN_SHARE, random.nextInt(2, 11) + "%");
		add(arguments, Option.RATE, String.valueOf(brief ? 40 : random.nextInt(40, 161)));
		if (brief) {
			add(arguments, Option.WARM_UP, "1s");
		}
		return switch (random.nextInt(5)) {
			case 0 -> fargate(random, number, arguments, brief);
			case 1 -> taskOnInstance(random, number, arguments, brief);
			case 2 -> pod(random, number, arguments, brief);
			default -> instance(random, number, arguments, brief);
		};
	}

	private static ChaosDraw instance(Random random, int number, List<String> arguments, boolean brief) {
		Fault fault = brief ? Fault.THROTTLED : pick(random, List.of(Fault.values()));
		int notice = brief ? 20 : fault.leavesByHealthChecks() ? 60 : random.nextInt(35, 61);
		int lag = brief ? 1 : random.nextInt(0, fault.leavesByHealthChecks() ? 6 : 13);
		add(arguments, Option.NOTICE, notice + "s");
		add(arguments, Option.LAG, lag + "s");
		add(arguments, Option.FAULT, fault.id());
		return new ChaosDraw(number, "ec2", "%d s notice, lag %d s, fault %s".formatted(notice, lag, fault.id()),
				arguments, BY_ITSELF);
	}

	private static ChaosDraw fargate(Random random, int number, List<String> arguments, boolean brief) {
		return task("ecs-fargate", random, number, arguments, brief, false);
	}

	private static ChaosDraw taskOnInstance(Random random, int number, List<String> arguments, boolean brief) {
		return task("ecs-ec2", random, number, arguments, brief, random.nextInt(3) == 0);
	}

	private static ChaosDraw task(String platform, Random random, int number, List<String> arguments, boolean brief,
			boolean drainingOff) {
		int timeout = brief ? 20 : random.nextInt(30, 61);
		int lag = brief ? 1 : random.nextInt(0, 6);
		String left = drainingOff ? "never" : pick(random, List.of("-5", "0", "2", "5", "10"));
		Mode mode = (brief || random.nextInt(3) > 0) ? Mode.SPOT_AWARE : Mode.WITHOUT_CALLS;
		add(arguments, Option.PLATFORM, platform);
		add(arguments, Option.STOP_TIMEOUT, timeout + "s");
		add(arguments, Option.ECS_LAG, (brief && !drainingOff) ? "0" : left);
		add(arguments, Option.LAG, lag + "s");
		add(arguments, Option.NOTICE, (brief ? 20 : 60) + "s");
		add(arguments, Option.ONLY, mode.id());
		return new ChaosDraw(number, platform,
				"stopTimeout %d s, deregistered %s, lag %d s, %s".formatted(timeout,
						drainingOff ? "never" : "after %s s".formatted(left), lag, mode.title()),
				arguments, drainingOff ? BY_ITSELF : BY_SIGTERM);
	}

	private static ChaosDraw pod(Random random, int number, List<String> arguments, boolean brief) {
		int grace = brief ? 20 : random.nextInt(30, 46);
		int lag = brief ? 1 : random.nextInt(0, 4);
		String left = brief ? "0" : pick(random, List.of("-5", "0", "2", "5", "10"));
		add(arguments, Option.PLATFORM, PodOptions.PLATFORM);
		add(arguments, Option.GRACE_PERIOD, grace + "s");
		add(arguments, Option.ENDPOINT_LAG, left + "s");
		add(arguments, Option.LAG, lag + "s");
		return new ChaosDraw(number, PodOptions.PLATFORM,
				"grace period %d s, taken out after %s s, lag %d s".formatted(grace, left, lag), arguments, BY_SIGTERM);
	}

	private static void add(List<String> arguments, Option option, String value) {
		arguments.add(option.flag());
		arguments.add(value);
	}

	private static <T> T pick(Random random, List<T> choices) {
		return choices.get(random.nextInt(choices.size()));
	}

	/**
	 * Return the options with the load that the command has, as the first of its drill.
	 */
	DrillOptions options() {
		List<String> own = new ArrayList<>(this.arguments);
		int seed = own.indexOf(Option.SEED.flag()) + 1;
		if (seed > 0) {
			own.set(seed, String.valueOf(Long.parseLong(own.get(seed)) + 1 - this.number));
		}
		return DrillOptions.parse(own, 0);
	}

	Mode mode() {
		return options().modes().contains(Mode.SPOT_AWARE) ? Mode.SPOT_AWARE : Mode.WITHOUT_CALLS;
	}

	String server() {
		return options().server().title();
	}

	/**
	 * Return the command that does just this again.
	 */
	String command() {
		return "--drill %s".formatted(String.join(" ", this.arguments))
				+ (this.arguments.contains(Option.ONLY.flag()) ? "" : " --only " + Mode.SPOT_AWARE.id());
	}

	/**
	 * Return what is wrong with a result, nothing when all is well.
	 */
	List<String> failures(RunResult result) {
		List<String> failures = new ArrayList<>();
		if (result.load().unaccounted() != 0) {
			failures.add("%d requests are unaccounted for".formatted(result.load().unaccounted()));
		}
		if (result.isLossy()) {
			failures.add("lost %d where at least about %d have to be: %s".formatted(result.load().lostInAll(),
					result.leastLoss(), result.load().lost()));
		}
		if (!result.isDrainedInTime()) {
			failures.add("not drained before the deadline");
		}
		String exit = "code " + this.exitCode;
		boolean ended = result.courses().stream().allMatch((course) -> endedWith(course, exit));
		if (!ended) {
			failures.add("no exit with " + exit);
		}
		return failures;
	}

	private static boolean endedWith(Course course, String exit) {
		return course.timeline()
			.moments()
			.stream()
			.anyMatch((moment) -> moment.kind() == Moment.Kind.EXIT
					&& Objects.equals(moment.what().replaceAll(".*, ", ""), exit));
	}

}
