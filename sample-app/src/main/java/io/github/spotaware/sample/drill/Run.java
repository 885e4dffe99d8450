package io.github.spotaware.sample.drill;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.sample.process.ShopProcesses;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.load.LoadReport;
import io.github.spotaware.test.load.OpenLoopLoad;

/**
 * Runs one interruption under load.
 *
 * @param options the options
 * @param mode what handles the interruption
 * @param number which run of the drill this is
 */
record Run(DrillOptions options, Mode mode, int number) {

	private static final ExpectedAnswer ANSWER = new ExpectedAnswer("A-17");

	RunResult execute(ShopProcesses processes) {
		IntFunction<String> id = (instance) -> "i-%017x".formatted(this.number * 16L + instance);
		try (Observer observer = new Observer(); Stage stage = new Stage(this.options, this.mode, processes)) {
			ShopProcess victim = stage.start(id.apply(1));
			ShopProcess other = stage.start(id.apply(2));
			stage.join(victim);
			stage.join(other);
			try (ApplicationLoadBalancer balancer = stage.startLoadBalancer(); OpenLoopLoad load = load(balancer)) {
				observer.pause(this.options.warmUp());
				Interruption interruption = new Interruption(this.options, stage, victim);
				if (this.mode == Mode.PLAIN) {
					interruption.deregisterAndTerminate();
				}
				else {
					interruption.giveNotice(InstantSource.system());
				}
				interruption.replaceBy(id.apply(3), observer);
				interruption.watch(balancer, observer);
				LoadReport report = load.stop();
				Timeline timeline = interruption.finish(balancer,
						report.lastCompleted().get(interruption.target().toString()));
				return new RunResult(this.mode, result(report), timeline, this.options.notice());
			}
		}
	}

	private OpenLoopLoad load(ApplicationLoadBalancer balancer) {
		return OpenLoopLoad.builder()
			.through(balancer)
			.rate(this.options.rate())
			.path(ANSWER.path())
			.expect(ANSWER)
			.seed(this.options.seed() + this.number)
			.start();
	}

	private static LoadResult result(LoadReport report) {
		Map<String, Long> lost = new TreeMap<>();
		report.lostByDetail()
			.forEach((detail, count) -> lost.put(detail.toLowerCase(Locale.ROOT).replace('_', ' '), count));
		if (report.cut() > 0) {
			lost.put("cut after the deadline", report.cut());
		}
		return new LoadResult(report.sent(), report.complete(), lost, report.latency().p50(), report.latency().p99());
	}

}
