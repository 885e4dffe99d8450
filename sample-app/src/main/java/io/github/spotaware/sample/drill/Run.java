package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.sample.process.ShopProcesses;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.load.LoadReport;
import io.github.spotaware.test.load.OpenLoopLoad;

/**
 * Runs one interruption or restart under load.
 *
 * @param options the options
 * @param mode what handles the interruption
 * @param number which run of the drill this is
 */
record Run(DrillOptions options, Mode mode, int number) {

	private static final Set<Kind> TOLD_OF_OTHERS = EnumSet.of(Kind.REFUSED, Kind.EXIT, Kind.KILLED);

	private static final Duration END_INTERVAL = Duration.ofMillis(100);

	RunResult execute(ShopProcesses processes) {
		IntFunction<String> id = (instance) -> "i-%017x".formatted(this.number * 16L + instance);
		try (Observer observer = new Observer(); Stage stage = new Stage(this.options, this.mode, processes)) {
			ShopProcess victim = stage.start(id.apply(1));
			ShopProcess other = stage.start(id.apply(2));
			stage.join(victim);
			stage.join(other);
			try (ApplicationLoadBalancer balancer = stage.startLoadBalancer();
					OpenLoopLoad load = Orders.begin(this.options, this.number, balancer);
					Punctuality punctuality = Punctuality.start()) {
				observer.pause(this.options.warmUp());
				Interruption interruption = new Interruption(this.options, stage, victim);
				LoadReport report;
				if (this.options.restart()) {
					new Restart(this.options, this.mode, stage, interruption).execute(victim, balancer, observer);
					report = load.stop();
					interruption.finish(null);
				}
				else {
					List<Interruption> all = (this.options.fault() == Fault.BOTH_INTERRUPTED)
							? List.of(interruption, new Interruption(this.options, stage, other))
							: List.of(interruption);
					interrupt(all, id.apply(3), balancer, observer);
					report = load.stop();
					interruption.letGo(balancer);
					interruption.finish(report.lastCompleted().get(interruption.target().toString()));
				}
				Orders.tellLosses(report, interruption.timeline());
				return new RunResult(this.mode, Orders.result(report).with(punctuality.lateness()),
						interruption.timeline(), this.options.notice(), 0);
			}
		}
	}

	/**
	 * Interrupt instances together. The first one is watched, of others is said when they
	 * left.
	 */
	private void interrupt(List<Interruption> all, String replacement, ApplicationLoadBalancer balancer,
			Observer observer) {
		Interruption first = all.get(0);
		List<Interruption> others = all.subList(1, all.size());
		if (this.mode.aware() && this.options.sigterm()) {
			all.forEach((interruption) -> interruption.terminate(InstantSource.system()));
		}
		else if (this.mode.aware()) {
			all.forEach((interruption) -> interruption.giveNotice(InstantSource.system()));
		}
		else if (this.mode == Mode.PRE_STOP) {
			all.forEach((interruption) -> interruption.deregisterAndTerminate(InstantSource.system(), PodStage.PRE_STOP,
					observer));
		}
		else {
			all.forEach((interruption) -> interruption.deregisterAndTerminate(InstantSource.system()));
		}
		first.replaceBy(replacement, observer);
		others.forEach((other) -> other.watchEnd(observer));
		first.watch(balancer, observer);
		others.forEach((other) -> {
			observer.await(END_INTERVAL, other::hasEnded);
			other.timeline()
				.moments()
				.stream()
				.filter((moment) -> TOLD_OF_OTHERS.contains(moment.kind()))
				.forEach((moment) -> first.timeline()
					.markAt(Kind.OTHER, "the other instance: " + moment.what(), moment.at()));
		});
	}

}
