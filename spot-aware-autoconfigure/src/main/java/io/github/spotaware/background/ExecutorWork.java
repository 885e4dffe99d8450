package io.github.spotaware.background;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

import io.github.spotaware.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * The tasks that executors run and that wait for a thread: those of {@code @Async}
 * methods, and whatever else an application gives away. Executors go on in a drain, since
 * requests need them; they refuse when the application closes, as ever.
 */
final class ExecutorWork implements WorkInHand, ApplicationListener<ApplicationReadyEvent> {

	private final ConfigurableListableBeanFactory beans;

	private final RunningTasks tasks;

	private final Predicate<String> kept;

	private final Ticker ticker;

	private volatile Map<String, ExecutorBean.Sample> samples = Map.of();

	ExecutorWork(ConfigurableListableBeanFactory beans, RunningTasks tasks, Predicate<String> kept, Ticker ticker) {
		this.beans = beans;
		this.tasks = tasks;
		this.kept = kept;
		this.ticker = ticker;
	}

	/**
	 * Remember what runs from the beginning: a loop, as a rule, which may have been begun
	 * by a runner.
	 */
	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		Map<String, ExecutorBean.Sample> seen = new HashMap<>();
		for (ExecutorBean executor : executors()) {
			ExecutorBean.Sample sample = executor.sample(this.ticker.nanos());
			if (sample != null) {
				seen.put(executor.name(), sample);
			}
		}
		this.samples = seen;
	}

	@Override
	public Collection<Work> inHand() {
		List<ExecutorBean> executors = executors();
		List<RunningTask> running = List.copyOf(this.tasks.tasks());
		List<Work> works = new ArrayList<>();
		for (ExecutorBean executor : executors) {
			if (!this.kept.test(executor.name())) {
				long known = running.stream().filter(executor::runs).count();
				works.addAll(executor.inHand(known, this.samples.get(executor.name()), this.ticker.nanos()));
			}
		}
		for (RunningTask task : running) {
			Work work = work(task, executors);
			if (work != null) {
				works.add(work);
			}
		}
		return works;
	}

	private @Nullable Work work(RunningTask task, Collection<ExecutorBean> executors) {
		ExecutorBean owner = executors.stream().filter((executor) -> executor.runs(task)).findFirst().orElse(null);
		String name = (owner != null) ? owner.name() : task.thread().getName();
		if ((owner != null && owner.schedules()) || this.kept.test(name) || task.servesRequest()) {
			return null;
		}
		return new Work(name, task.since());
	}

	/**
	 * Return the executors there are. One that was not needed yet has nothing in hand,
	 * and is not created for being asked.
	 */
	private List<ExecutorBean> executors() {
		List<ExecutorBean> executors = new ArrayList<>();
		for (String name : this.beans.getBeanNamesForType(Executor.class, false, false)) {
			Object bean = this.beans.containsSingleton(name) ? this.beans.getSingleton(name) : null;
			if (bean != null) {
				executors.add(ExecutorBean.of(name, bean));
			}
		}
		return executors;
	}

}
