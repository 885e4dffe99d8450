package io.github.spotaware.background;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;

import io.github.spotaware.Ticker;

import org.springframework.core.Ordered;
import org.springframework.core.task.TaskDecorator;

/**
 * Knows the tasks that run on executors which Spring Boot has built, and since when. Boot
 * decorates them with every decorator there is; ours is the outermost, so that no other
 * one sees it.
 */
final class RunningTasks implements TaskDecorator, Ordered {

	private final Ticker ticker;

	private final Set<RunningTask> tasks = ConcurrentHashMap.newKeySet();

	RunningTasks(Ticker ticker) {
		this.ticker = ticker;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Runnable decorate(Runnable task) {
		// Most of what schedulers run can be told apart here already.
		return (task instanceof ScheduledFuture) ? task : () -> run(task);
	}

	private void run(Runnable task) {
		RunningTask running = new RunningTask(Thread.currentThread(), this.ticker.nanos());
		this.tasks.add(running);
		try {
			task.run();
		}
		finally {
			this.tasks.remove(running);
		}
	}

	Collection<RunningTask> tasks() {
		return this.tasks;
	}

}
