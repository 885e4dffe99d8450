package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.drill.TaskOptions.LaunchType;
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

	private static final Duration LOOK = Duration.ofMillis(100);

	/**
	 * Time that a task may take to be in service.
	 */
	private static final Duration START = Duration.ofMinutes(2);

	RunResult execute(ShopProcesses processes) {
		try (Observer observer = new Observer();
				TaskStage stage = new TaskStage(this.options, this.task, this.mode, processes)) {
			TaskInstance victim = stage.start(this.number * 16 + 1);
			TaskInstance other = stage.start(this.number * 16 + 2);
			try (ApplicationLoadBalancer balancer = stage.startLoadBalancer()) {
				observer.await(LOOK, () -> stage.serves(victim) && stage.serves(other), START,
						() -> "The tasks are not in service after %s, see %s and %s".formatted(Format.seconds(START),
								victim.process().log(), other.process().log()));
				return execute(stage, victim, balancer, observer);
			}
		}
	}

	private RunResult execute(TaskStage stage, TaskInstance victim, ApplicationLoadBalancer balancer,
			Observer observer) {
		Observation observation = new Observation(victim.process(), victim.target());
		LoadReport report;
		Lateness lateness;
		try (OpenLoopLoad load = Orders.begin(this.options, this.number, balancer);
				Punctuality punctuality = Punctuality.start()) {
			observer.pause(this.options.warmUp());
			if (this.task.idle()) {
				load.stop();
			}
			stop(stage, victim, observation, balancer, observer);
			report = load.stop();
			lateness = punctuality.lateness();
		}
		observation.letGo(balancer);
		observation.finish(stage.aws().loadBalancing(), report.lastCompleted().get(victim.target().toString()));
		Orders.tellLosses(report, observation.timeline());
		Course course = new Course(observation.timeline(), deadline(observation.timeline().last(Kind.SIGTERM)));
		LeastLoss least = LeastLoss.of(this.options, this.task, this.mode);
		return new RunResult(this.mode, Orders.result(report).with(lateness), List.of(course),
				least.requests(this.options), least.most(this.options), null);
	}

	private void stop(TaskStage stage, TaskInstance victim, Observation observation, ApplicationLoadBalancer balancer,
			Observer observer) {
		TaskStop stop = new TaskStop(this.options, this.task, stage, victim, observation.timeline());
		observation.begin(InstantSource.system().instant(), stop.announcement());
		observation.observeToTheEnd(observer);
		stop.begin(InstantSource.system().instant(), observer);
		observer.run(() -> {
			TaskInstance replacement = stage.start(this.number * 16 + 3);
			observer.await(LOOK, () -> stage.serves(replacement));
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
		Duration before = this.task.deployment() ? this.options.deregistrationDelay() : Duration.ZERO;
		return before.plus(this.task.life(this.options.notice())).plus(NOTICED).plus(this.options.lag());
	}

	private Duration deadline(@Nullable Duration signal) {
		Duration killed = (signal != null) ? signal.plus(this.task.stopTimeout()) : this.options.notice();
		boolean reclaimed = this.task.launchType() == LaunchType.EC2 && !this.task.deployment();
		return (reclaimed && this.options.notice().compareTo(killed) < 0) ? this.options.notice() : killed;
	}

}
