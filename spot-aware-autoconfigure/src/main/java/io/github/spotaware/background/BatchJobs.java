package io.github.spotaware.background;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.spotaware.Drain;
import io.github.spotaware.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.launch.JobOperator;

/**
 * The jobs of Spring Batch that run in this process. In a drain they stop at their next
 * chunk, from which they can be restarted by whoever shares their repository; those that
 * we stopped are restarted when the drain is taken back. What could not be restarted is
 * not stopped, only waited for.
 */
final class BatchJobs implements Intake {

	private static final Log logger = LogFactory.getLog(BatchJobs.class);

	private final BooleanSupplier restartable;

	private final Supplier<JobOperator> operator;

	private final Predicate<String> kept;

	private final Ticker ticker;

	private final Executor threads;

	private final Set<Run> runs = ConcurrentHashMap.newKeySet();

	private final Set<Run> stopped = ConcurrentHashMap.newKeySet();

	private volatile boolean paused;

	/**
	 * Create them.
	 * @param restartable whether what was stopped is remembered, so that it can be
	 * restarted
	 * @param operator restarts a job
	 * @param kept which go on, by their names
	 * @param ticker a source of time
	 * @param threads on which jobs are restarted; may be busy as long as a job lasts
	 */
	BatchJobs(BooleanSupplier restartable, Supplier<JobOperator> operator, Predicate<String> kept, Ticker ticker,
			Executor threads) {
		this.restartable = restartable;
		this.operator = operator;
		this.kept = kept;
		this.ticker = ticker;
		this.threads = threads;
	}

	/**
	 * Learn that a job begins, before its first step, on the thread that runs it.
	 */
	void begun(Job job, JobExecution execution) {
		Thread thread = Thread.currentThread();
		boolean nested = this.runs.stream().anyMatch((outer) -> outer.thread() == thread);
		Run run = new Run(job, execution, this.ticker.nanos(), thread, nested, new CompletableFuture<>());
		// Whoever pauses looks for running ones afterwards.
		this.runs.add(run);
		if (this.paused && stop(run)) {
			logger.info("Job '%s' was launched while draining: it is stopped before its first step"
				.formatted(job.getName()));
		}
	}

	/**
	 * Learn that a job has ended.
	 */
	void ended(JobExecution execution) {
		Run ended = this.runs.stream().filter((run) -> run.isOf(execution)).findFirst().orElse(null);
		if (ended != null) {
			this.runs.remove(ended);
			ended.ended().complete(null);
		}
	}

	@Override
	public String name() {
		return "batch-jobs";
	}

	@Override
	public Collection<String> pause(Drain drain) {
		this.paused = true;
		return this.runs.stream().filter(this::stop).map(Run::name).toList();
	}

	private boolean stop(Run run) {
		boolean wanted = run.goesOn() && run.job().isRestartable() && this.restartable.getAsBoolean()
				&& !this.kept.test(run.name());
		if (wanted && this.stopped.add(run)) {
			BatchStop.stop(run.job(), run.execution());
			return true;
		}
		return false;
	}

	@Override
	public Collection<Work> inHand() {
		List<Work> works = new ArrayList<>();
		for (Run run : this.runs) {
			if (!this.kept.test(run.name())) {
				works.add(new Work(run.name(), run.since()));
			}
		}
		return works;
	}

	@Override
	public void resume() {
		this.paused = false;
		for (Run run : List.copyOf(this.stopped)) {
			this.stopped.remove(run);
			if (!run.nested()) {
				CompletableFuture<Void> unused = run.ended().thenRunAsync(() -> restart(run), this.threads);
			}
		}
	}

	private void restart(Run run) {
		if (run.execution().getStatus() != BatchStatus.STOPPED) {
			return;
		}
		logger.info("Restarting job '%s', which was stopped for a drain that was taken back".formatted(run.name()));
		try {
			this.operator.get().restart(run.execution());
		}
		catch (JobExecutionException | RuntimeException | LinkageError ex) {
			logger.warn("Job '%s' could not be restarted after a drain that was taken back: restart it yourself"
				.formatted(run.name()), ex);
		}
	}

	/**
	 * A job that runs here.
	 *
	 * @param job the job
	 * @param execution its execution, the very object that the job works with
	 * @param since when it began
	 * @param thread runs it
	 * @param nested whether a step of another job runs it, and will again
	 * @param ended is completed when it has ended
	 */
	private record Run(Job job, JobExecution execution, long since, Thread thread, boolean nested,
			CompletableFuture<Void> ended) {

		String name() {
			return this.job.getName();
		}

		/**
		 * Return whether it is this execution. Equal ones may be others: without a
		 * database they have the same id.
		 */
		@SuppressWarnings("ReferenceEquality")
		boolean isOf(JobExecution candidate) {
			return this.execution == candidate;
		}

		/**
		 * Return whether it runs, and nobody has asked it to stop.
		 */
		boolean goesOn() {
			return this.execution.getEndTime() == null && this.execution.isRunning() && !this.execution.isStopping();
		}

	}

}
