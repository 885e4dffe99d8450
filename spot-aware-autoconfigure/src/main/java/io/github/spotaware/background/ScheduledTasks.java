package io.github.spotaware.background;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

import io.github.spotaware.Drain;
import io.github.spotaware.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.Ordered;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * What {@code @Scheduled} and {@link SchedulingConfigurer}s have scheduled. While paused,
 * a run that is due does not take place; one that would have been the only one takes
 * place when the drain is taken back. The schedulers themselves go on: others use them.
 */
final class ScheduledTasks implements Intake, SchedulingConfigurer, Ordered {

	private static final Log logger = LogFactory.getLog(ScheduledTasks.class);

	private final Predicate<String> kept;

	private final Ticker ticker;

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	private final Map<Object, Work> running = new ConcurrentHashMap<>();

	private final Queue<Runnable> missed = new ConcurrentLinkedQueue<>();

	private volatile boolean paused;

	ScheduledTasks(Predicate<String> kept, Ticker ticker) {
		this.kept = kept;
		this.ticker = ticker;
	}

	/**
	 * Comes last: another one may choose the scheduler.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar registrar) {
		TaskScheduler chosen = registrar.getScheduler();
		if (chosen != null) {
			registrar.setTaskScheduler(new PausableTaskScheduler(chosen, this));
		}
	}

	/**
	 * Learn of a task.
	 */
	void scheduled(Runnable task) {
		this.names.add(task.toString());
	}

	/**
	 * Run a task, unless it is paused.
	 * @param task the task
	 * @param onlyRun whether no other run of it is due
	 * @param again runs the task where it is scheduled
	 */
	void run(Runnable task, boolean onlyRun, Runnable again) {
		String name = task.toString();
		Object run = new Object();
		// Whoever pauses looks for running ones afterwards.
		this.running.put(run, new Work(name, this.ticker.nanos()));
		try {
			if (!this.paused || this.kept.test(name)) {
				task.run();
			}
			else if (onlyRun) {
				missed(again);
			}
			else {
				logger.debug("'%s' is due while draining: this run does not take place".formatted(name));
			}
		}
		finally {
			this.running.remove(run);
		}
	}

	/**
	 * Whoever resumes looks for missed ones afterwards, and may have done so already.
	 */
	private void missed(Runnable again) {
		this.missed.add(again);
		if (!this.paused && this.missed.remove(again)) {
			again.run();
		}
	}

	@Override
	public String name() {
		return "scheduled-tasks";
	}

	@Override
	public Collection<String> pause(Drain drain) {
		boolean already = this.paused;
		this.paused = true;
		return already ? List.of() : this.names.stream().filter((name) -> !this.kept.test(name)).toList();
	}

	@Override
	public Collection<Work> inHand() {
		List<Work> works = new ArrayList<>(this.running.values());
		works.removeIf((work) -> this.kept.test(work.description()));
		return works;
	}

	@Override
	public void resume() {
		this.paused = false;
		for (Runnable again = this.missed.poll(); again != null; again = this.missed.poll()) {
			again.run();
		}
	}

}
