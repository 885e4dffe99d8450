package io.github.spotaware.background;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StepLocator;
import org.springframework.batch.core.step.StoppableStep;
import org.springframework.batch.core.step.tasklet.StoppableTasklet;
import org.springframework.batch.core.step.tasklet.TaskletStep;

/**
 * Stops a job as Spring Batch's own operator does, except that nothing is written to the
 * repository: the job's thread does that when it stops. Were it written here, it would
 * compete with the chunk that is under way: the later of the two fails, and where a
 * reader stands could be saved without the items that were read.
 */
final class BatchStop {

	private static final Log logger = LogFactory.getLog(BatchStop.class);

	private BatchStop() {
	}

	/**
	 * Have a job stop at its next chunk or step.
	 * @param job the job
	 * @param execution its execution, the very object that the job works with
	 */
	static void stop(Job job, JobExecution execution) {
		execution.upgradeStatus(BatchStatus.STOPPING);
		for (StepExecution step : execution.getStepExecutions()) {
			if (step.getStatus().isRunning()) {
				step.setTerminateOnly();
				tell(job, step);
			}
		}
	}

	private static void tell(Job job, StepExecution execution) {
		StepSynchronizationManager.register(execution);
		try {
			Object step = (job instanceof StepLocator locator) ? locator.getStep(execution.getStepName()) : null;
			if (step instanceof TaskletStep tasklets && tasklets.getTasklet() instanceof StoppableTasklet stoppable) {
				stoppable.stop(execution);
			}
			if (step instanceof StoppableStep stoppable) {
				stoppable.stop(execution);
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Step '%s' of job '%s' could not be told to stop: it may go on until it looks itself"
				.formatted(execution.getStepName(), job.getName()), ex);
		}
		finally {
			StepSynchronizationManager.release();
		}
	}

}
