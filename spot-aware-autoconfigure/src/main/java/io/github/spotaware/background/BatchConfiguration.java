package io.github.spotaware.background;

import io.github.spotaware.Ticker;

import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * For Spring Batch.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JobOperator.class)
@ConditionalOnBean(JobOperator.class)
class BatchConfiguration {

	@Bean
	static BatchListeners spotAwareBatchListeners(ObjectProvider<BatchJobs> jobs) {
		return new BatchListeners(jobs);
	}

	@Bean
	BatchJobs spotAwareBatchJobs(ObjectProvider<JobRepository> repositories, ObjectProvider<JobOperator> operator,
			BackgroundProperties properties, Ticker ticker) {
		return new BatchJobs(() -> repositories.stream().noneMatch(ResourcelessJobRepository.class::isInstance),
				operator::getObject, properties::keeps, ticker, (restart) -> {
					Thread thread = new Thread(restart, "spot-aware-batch-jobs");
					thread.setDaemon(true);
					thread.start();
				});
	}

	@Bean
	PauseIntakeStep spotAwarePauseBatchJobs(BatchJobs jobs) {
		return new PauseIntakeStep(jobs);
	}

}
