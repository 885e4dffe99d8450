package io.github.spotaware.sample.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Holds the options of a drill.
 *
 * @param lag until the last node lets go
 * @param arrivals of the requests
 * @param nodes load balancer nodes
 * @param thinShare share of the thinnest node, from 0 to 1
 * @param notice from the notice to the deadline
 * @param deregistrationDelay of the target group
 * @param warmUp load before the notice
 * @param duration load after the notice, {@code null} until the instance has ended
 * @param seed of everything random
 * @param fault what else goes wrong
 * @param interruptions with Spot Aware
 * @param modes the halves of the drill
 * @param csv gets a line for each run
 * @param restart whether the instance is restarted in place, not interrupted
 * @param proberOnly whether only the reaction to the notice is measured
 * @param task what is about tasks, {@code null} where there are none
 * @param pod what is about pods, {@code null} where there are none
 * @param server what the instances run on
 * @param sigterm whether SIGTERM comes without a notice
 */
record DrillOptions(Duration lag, Arrivals arrivals, int nodes, double thinShare, Duration notice,
		Duration deregistrationDelay, Duration warmUp, @Nullable Duration duration, long seed, Fault fault,
		int interruptions, Set<Mode> modes, @Nullable Path csv, boolean restart, boolean proberOnly,
		@Nullable TaskOptions task, @Nullable PodOptions pod, Server server, boolean sigterm) {

	static DrillOptions parse(List<String> arguments, long randomSeed) {
		OptionValues values = new OptionValues(arguments);
		MatrixOptions.requireNone(values);
		if (values.has(Option.CHAOS)) {
			throw OptionValues.bad(Option.CHAOS, "give nothing but --seed beside it");
		}
		requireTogether(values, Option.PROBER_ONLY, Option.CSV, Option.ONLY, Option.RESTART, Option.DURATION);
		requireTogether(values, Option.RESTART, Option.DURATION);
		return of(values, randomSeed);
	}

	/**
	 * What cannot be heeded beside another option is not silently left out.
	 */
	private static void requireTogether(OptionValues values, Option option, Option... others) {
		for (Option other : others) {
			if (values.has(option) && values.has(other)) {
				throw OptionValues.bad(other, "it says nothing beside '%s'".formatted(option.flag()));
			}
		}
	}

	static DrillOptions of(OptionValues values, long randomSeed) {
		Fault fault = fault(values);
		if (fault == Fault.BOTH_INTERRUPTED && values.has(Option.RESTART)) {
			throw OptionValues.bad(Option.FAULT, fault.id(), "one of them is restarted: leave out --restart");
		}
		boolean shortDelay = fault == Fault.SHORT_DELAY;
		int nodes = values.number(Option.NODES, 6, 1, 16);
		TaskOptions task = TaskOptions.of(values);
		PodOptions pod = PodOptions.of(values);
		if (pod != null) {
			requireForPods(values, pod);
		}
		if (task != null || pod != null) {
			requireForInstances(values, fault);
		}
		return new DrillOptions(
				values.time(Option.LAG, seconds((pod != null) ? 3 : (task != null) ? 5 : shortDelay ? 15 : 10),
						Duration.ZERO, seconds(120)),
				Arrivals.perSecond(values.number(Option.RATE, 300, 1, 2000)), nodes,
				values.share(Option.THIN_SHARE, 0.02, 1.0 / nodes),
				values.time(Option.NOTICE, seconds(40), seconds(10), seconds(120)),
				values.time(Option.DEREGISTRATION_DELAY, seconds(shortDelay ? 1 : 30), Duration.ZERO, seconds(3600)),
				values.time(Option.WARM_UP, seconds(5), seconds(1), seconds(3600)),
				values.has(Option.DURATION) ? values.time(Option.DURATION, Duration.ZERO, seconds(1), seconds(3600))
						: null,
				values.seed(Option.SEED, randomSeed), fault, values.number(Option.INTERRUPTIONS, 1, 1, 1000),
				modes(values, (pod != null) ? Mode.ofPods() : (task != null) ? Mode.ofTasks() : Mode.ofInstances()),
				values.file(Option.CSV), values.has(Option.RESTART), values.has(Option.PROBER_ONLY), task, pod,
				server(values), values.has(Option.SIGTERM));
	}

	/**
	 * The way of the requests, in words.
	 */
	String way() {
		if (this.pod != null && this.pod.way() == PodOptions.Way.SERVICE) {
			return "by %d callers through kube-proxy".formatted(this.pod.callers());
		}
		return "over %d nodes, the last lets go after %s".formatted(this.nodes, Format.seconds(this.lag));
	}

	/**
	 * What happens to the instance, in a word.
	 */
	String event() {
		if (this.task != null && this.task.deployment()) {
			return "deployment";
		}
		if (this.pod != null) {
			return this.pod.rollout() ? "rollout" : "deletion";
		}
		return this.restart ? "restart" : "interruption";
	}

	/**
	 * The time there is, in words.
	 */
	String time() {
		if (this.task != null) {
			return this.task.description();
		}
		if (this.pod != null) {
			return this.pod.description();
		}
		return (this.restart ? "grace period " : "notice ") + Format.seconds(this.notice);
	}

	/**
	 * What else is the case, in words.
	 */
	String circumstances() {
		if (this.pod != null) {
			return PodOptions.PLATFORM;
		}
		return (this.task != null) ? this.task.launchType().id() + (this.task.idle() ? ", idle" : "")
				: "fault: " + this.fault.description();
	}

	private static Duration seconds(long seconds) {
		return Duration.ofSeconds(seconds);
	}

	private static Fault fault(OptionValues values) {
		String text = values.text(Option.FAULT);
		Fault fault = (text != null) ? Fault.of(text) : Fault.NONE;
		if (fault == null) {
			throw OptionValues.bad(Option.FAULT, String.valueOf(text), "use one of " + Fault.ids());
		}
		return fault;
	}

	private static Server server(OptionValues values) {
		String text = values.text(Option.SERVER);
		Server server = (text != null) ? Server.of(text) : Server.TOMCAT;
		if (server == null) {
			throw OptionValues.bad(Option.SERVER, String.valueOf(text), "use one of " + Server.ids());
		}
		return server;
	}

	/**
	 * What is there for instances only is not silently left out.
	 */
	private static void requireForInstances(OptionValues values, Fault fault) {
		for (Option option : new Option[] { Option.RESTART, Option.PROBER_ONLY }) {
			if (values.has(option)) {
				throw OptionValues.bad(option, "it is about instances: leave out --platform");
			}
		}
		if (fault != Fault.NONE) {
			throw OptionValues.bad(Option.FAULT, fault.id(), "it is about instances: leave out --platform");
		}
		if (values.has(Option.IDLE) && !values.has(Option.DEPLOYMENT)) {
			throw OptionValues.bad(Option.IDLE, "use it with --deployment");
		}
	}

	private static void requireForPods(OptionValues values, PodOptions pod) {
		if (values.has(Option.NOTICE)) {
			throw OptionValues.bad(Option.NOTICE, "a pod gets no notice: use --grace-period");
		}
		for (Option option : new Option[] { Option.LAG, Option.NODES, Option.THIN_SHARE }) {
			if (values.has(option) && pod.way() == PodOptions.Way.SERVICE) {
				throw OptionValues.bad(option, "it is about load balancers: leave out --path service");
			}
		}
	}

	private static Set<Mode> modes(OptionValues values, Set<Mode> compared) {
		String only = values.text(Option.ONLY);
		Set<Mode> modes = EnumSet.copyOf(compared);
		if (only != null) {
			modes.removeIf((mode) -> !mode.id().equals(only));
		}
		if (modes.isEmpty()) {
			throw OptionValues.bad(Option.ONLY, String.valueOf(only), "use one of " + Mode.ids(compared));
		}
		return modes;
	}

}
