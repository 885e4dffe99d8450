package io.github.spotaware.background;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.CustomizableThreadCreator;

/**
 * An executor that is a bean.
 *
 * @param name the bean's name
 * @param threads the beginning of the names of its threads, or {@code null} if unknown
 * @param schedules whether it is a scheduler: what is due on it is seen to elsewhere
 * @param pool the pool that counts its tasks, or {@code null} if it has none
 */
record ExecutorBean(String name, @Nullable String threads, boolean schedules, @Nullable ThreadPoolExecutor pool) {

	static ExecutorBean of(String name, Object bean) {
		boolean schedules = bean instanceof TaskScheduler || bean instanceof ScheduledExecutorService;
		String threads = (bean instanceof CustomizableThreadCreator creator) ? creator.getThreadNamePrefix() : null;
		return new ExecutorBean(name, threads, schedules, schedules ? null : pool(bean));
	}

	private static @Nullable ThreadPoolExecutor pool(Object bean) {
		if (bean instanceof ThreadPoolTaskExecutor executor) {
			return executor.isRunning() ? executor.getThreadPoolExecutor() : null;
		}
		return (bean instanceof ThreadPoolExecutor pool) ? pool : null;
	}

	/**
	 * Return whether it runs a task.
	 */
	boolean runs(RunningTask task) {
		return this.threads != null && task.thread().getName().startsWith(this.threads);
	}

	/**
	 * Look at it, for later.
	 * @param now the present reading of the ticker
	 * @return what it is like, or {@code null} if it does not count
	 */
	@Nullable Sample sample(long now) {
		return (this.pool != null) ? new Sample(now, this.pool.getActiveCount(), this.pool.getCompletedTaskCount())
				: null;
	}

	/**
	 * Return what it has in hand, except the tasks that are known one by one.
	 * @param known how many of the running tasks are
	 * @param before what it was like at first, or {@code null} if nobody looked
	 * @param now the present reading of the ticker
	 * @return the work
	 */
	Collection<Work> inHand(long known, @Nullable Sample before, long now) {
		if (this.pool == null) {
			return List.of();
		}
		List<Work> works = new ArrayList<>();
		long unknown = this.pool.getActiveCount() - known;
		long old = (before != null) ? before.stillActive(this.pool.getCompletedTaskCount()) : 0;
		for (long i = 0; i < unknown; i++) {
			works.add(new Work(this.name, (before != null && i < old) ? before.at() : now));
		}
		int queued = this.pool.getQueue().size();
		if (queued > 0) {
			works.add(new Work("%d queued in %s".formatted(queued, this.name), now));
		}
		return works;
	}

	/**
	 * What a pool was like.
	 *
	 * @param at the reading of the ticker then
	 * @param active how many tasks it ran
	 * @param completed how many it had completed
	 */
	record Sample(long at, long active, long completed) {

		/**
		 * Return how many of the tasks are certain to run still.
		 * @param completedNow how many tasks it has completed by now
		 */
		long stillActive(long completedNow) {
			return this.active - (completedNow - this.completed);
		}

	}

}
