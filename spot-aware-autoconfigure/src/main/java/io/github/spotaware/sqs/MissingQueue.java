package io.github.spotaware.sqs;

import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.Finding;
import io.github.spotaware.Severity;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds a queue that nobody can read, outside a pod, where nobody would.
 *
 * @param queue the queue
 * @param terms tells where we are
 */
record MissingQueue(String queue, ObjectProvider<DrainTerms> terms) implements Check {

	@Override
	public List<Finding> findings() {
		if (QueueInPod.inPod(this.terms)) {
			return List.of();
		}
		return List.of(new Finding("sqs-support-missing", Severity.CRITICAL,
				"'%s' is '%s', and nothing reads it.".formatted(SqsProperties.QUEUE, this.queue),
				"Add io.awspring.cloud:spring-cloud-aws-starter-sqs, and leave 'spring.cloud.aws.sqs.enabled' on."));
	}

}
