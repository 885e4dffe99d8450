package io.github.spotaware.background;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/**
 * Schedules tasks with another scheduler, so that {@link ScheduledTasks} decides about
 * each run.
 */
final class PausableTaskScheduler implements TaskScheduler {

	private final TaskScheduler scheduler;

	private final ScheduledTasks tasks;

	PausableTaskScheduler(TaskScheduler scheduler, ScheduledTasks tasks) {
		this.scheduler = scheduler;
		this.tasks = tasks;
	}

	@Override
	public Clock getClock() {
		return this.scheduler.getClock();
	}

	@Override
	public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		return this.scheduler.schedule(repeated(task), trigger);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return this.scheduler.schedule(pausable(task, true), startTime);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		return this.scheduler.scheduleAtFixedRate(repeated(task), startTime, period);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		return this.scheduler.scheduleAtFixedRate(repeated(task), period);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		return this.scheduler.scheduleWithFixedDelay(repeated(task), startTime, delay);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		return this.scheduler.scheduleWithFixedDelay(repeated(task), delay);
	}

	private Runnable repeated(Runnable task) {
		return pausable(task, false);
	}

	private Runnable pausable(Runnable task, boolean onlyRun) {
		this.tasks.scheduled(task);
		return new Pausable(task, onlyRun, this.scheduler, this.tasks);
	}

	/**
	 * A task that asks before each run.
	 *
	 * @param task the task
	 * @param onlyRun whether it is due once
	 * @param scheduler where it is scheduled
	 * @param tasks decides
	 */
	private record Pausable(Runnable task, boolean onlyRun, TaskScheduler scheduler,
			ScheduledTasks tasks) implements SchedulingAwareRunnable {

		@Override
		public void run() {
			this.tasks.run(this.task, this.onlyRun, this::again);
		}

		private void again() {
			ScheduledFuture<?> unused = this.scheduler.schedule(this, this.scheduler.getClock().instant());
		}

		@Override
		public boolean isLongLived() {
			return this.task instanceof SchedulingAwareRunnable aware && aware.isLongLived();
		}

		@Override
		public @Nullable String getQualifier() {
			return (this.task instanceof SchedulingAwareRunnable aware) ? aware.getQualifier() : null;
		}

		@Override
		public String toString() {
			return this.task.toString();
		}

	}

}
