package io.github.spotaware.sqs;

import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells that nobody reads the queue.
 *
 * @param queue the queue
 */
record MissingQueue(String queue) implements Check {

	private static final Log logger = LogFactory.getLog(MissingQueue.class);

	MissingQueue {
		Finding finding = finding(queue);
		logger.warn(finding);
	}

	private static Finding finding(String queue) {
		return new Finding("sqs-support-missing", Severity.CRITICAL,
				"'%s' is '%s', and nothing reads it.".formatted(SqsProperties.QUEUE, queue),
				"Add io.awspring.cloud:spring-cloud-aws-starter-sqs, and leave 'spring.cloud.aws.sqs.enabled' on.");
	}

	@Override
	public List<Finding> findings() {
		return List.of(finding(this.queue));
	}

}
