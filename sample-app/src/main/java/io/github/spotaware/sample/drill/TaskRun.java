package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.time.InstantSource;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.process.ShopProcesses;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.load.LoadReport;
import io.github.spotaware.test.load.OpenLoopLoad;
import org.jspecify.annotations.Nullable;

/**
 * Has ECS stop a task under load.
 *
 * @param options the options
 * @param task what is about tasks
 * @param mode what handles it
 * @param number which run of the drill this is
 */
record TaskRun(DrillOptions options, TaskOptions task, Mode mode, int number) {

	/**
	 * Until health checks have surely failed often enough.
	 */
	private static final Duration NOTICED = TaskStage.HEALTH_CHECK.interval()
		.plus(TaskStage.HEALTH_CHECK.timeout())
		.multipliedBy(TaskStage.HEALTH_CHECK.unhealthyThreshold());

	RunResult execute(ShopProcesses processes) {
		try (Observer observer = new Observer();
				TaskStage stage = new TaskStage(this.options, this.task, this.mode, processes)) {
			TaskInstance victim = stage.start(this.number * 16 + 1);
			TaskInstance other = stage.start(this.number * 16 + 2);
			try (ApplicationLoadBalancer balancer = stage.startLoadBalancer()) {
				observer.await(Duration.ofMillis(100), () -> stage.serves(victim) && stage.serves(other));
				return execute(stage, victim, balancer, observer);
			}
		}
	}

	private RunResult execute(TaskStage stage, TaskInstance victim, ApplicationLoadBalancer balancer,
			Observer observer) {
		Observation observation = new Observation(victim.process(), victim.target());
		LoadReport report;
		try (OpenLoopLoad load = Orders.begin(this.options, this.number, balancer)) {
			observer.pause(this.options.warmUp());
			if (this.task.idle()) {
				load.stop();
			}
			stop(stage, victim, observation, balancer, observer);
			report = load.stop();
		}
		observation.letGo(balancer);
		observation.finish(stage.aws().loadBalancing(), report.lastCompleted().get(victim.target().toString()));
		Orders.tellLosses(report, observation.timeline());
		return new RunResult(this.mode, Orders.result(report), observation.timeline(),
				deadline(observation.timeline().last(Kind.SIGTERM)),
				LeastLoss.of(this.options, this.task, this.mode).requests(this.options));
	}

	private void stop(TaskStage stage, TaskInstance victim, Observation observation, ApplicationLoadBalancer balancer,
			Observer observer) {
		TaskStop stop = new TaskStop(this.options, this.task, stage, victim, observation.timeline());
		observation.begin(InstantSource.system().instant(), stop.announcement());
		observation.observeToTheEnd(observer);
		stop.begin(InstantSource.system().instant(), observer);
		observer.run(() -> {
			TaskInstance replacement = stage.start(this.number * 16 + 3);
			observer.await(Duration.ofMillis(100), () -> stage.serves(replacement));
			observation.timeline().mark(Kind.REPLACED, "replacement in service");
		});
		observation.await(observer, balancer, this.options.duration(), longest(), this.options.lag());
		stop.finish();
	}

	/**
	 * The longest time that a task can live, and that health checks need to notice that
	 * it does not.
	 */
	private Duration longest() {
		Duration before = this.task.deployment() ? this.options.deregistrationDelay() : this.task.leadOfEcs();
		Duration life = this.task.stopped() ? before.plus(this.task.stopTimeout()) : this.options.notice();
		return life.plus(NOTICED).plus(this.options.lag());
	}

	private Duration deadline(@Nullable Duration signal) {
		return (signal != null) ? signal.plus(this.task.stopTimeout()) : this.options.notice();
	}

}
