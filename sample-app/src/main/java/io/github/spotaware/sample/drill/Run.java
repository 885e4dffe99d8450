package io.github.spotaware.sample.drill;

import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;

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
				List<Interruption> all = (this.options.fault() == Fault.BOTH_INTERRUPTED)
						? List.of(interruption, new Interruption(this.options, stage, other)) : List.of(interruption);
				LoadReport report;
				if (this.options.restart()) {
					new Restart(this.options, this.mode, stage, interruption).execute(victim, balancer, observer);
					report = load.stop();
					interruption.finish(null);
				}
				else {
					interrupt(all, id.apply(3), balancer, observer);
					report = load.stop();
					all.forEach((one) -> {
						one.letGo(balancer);
						one.finish(report.lastCompleted().get(one.target().toString()));
					});
				}
				Orders.tellLosses(report, interruption.timeline());
				List<Course> courses = all.stream()
					.map((one) -> new Course(one.timeline(), this.options.notice()))
					.toList();
				return new RunResult(this.mode, Orders.result(report).with(punctuality.lateness()), courses, 0, 0,
						null);
			}
		}
	}

	/**
	 * Interrupt instances together, and watch them all go. One instance replaces them.
	 */
	private void interrupt(List<Interruption> all, String replacement, ApplicationLoadBalancer balancer,
			Observer observer) {
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
		all.get(0).replaceBy(replacement, all, observer);
		all.forEach((interruption) -> interruption.watchEnd(observer));
		all.forEach((interruption) -> interruption.awaitEnd(balancer, observer));
	}

}
