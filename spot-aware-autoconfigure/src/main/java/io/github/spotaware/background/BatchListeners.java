package io.github.spotaware.background;

import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets {@link BatchJobs} know of the jobs that are beans.
 */
final class BatchListeners implements BeanPostProcessor {

	private final ObjectProvider<BatchJobs> jobs;

	BatchListeners(ObjectProvider<BatchJobs> jobs) {
		this.jobs = jobs;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		listen(bean);
		return bean;
	}

	/**
	 * What a factory bean has made is seen here only.
	 */
	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		listen(bean);
		return bean;
	}

	private void listen(Object bean) {
		if (bean instanceof AbstractJob job) {
			job.registerJobExecutionListener(new Listener(job, this.jobs));
		}
	}

	/**
	 * Listens to one job. Equal ones are registered once.
	 *
	 * @param job the job
	 * @param jobs is told
	 */
	private record Listener(AbstractJob job, ObjectProvider<BatchJobs> jobs) implements JobExecutionListener {

		@Override
		public void beforeJob(JobExecution execution) {
			this.jobs.getObject().begun(this.job, execution);
		}

		@Override
		public void afterJob(JobExecution execution) {
			this.jobs.getObject().ended(execution);
		}

	}

}
