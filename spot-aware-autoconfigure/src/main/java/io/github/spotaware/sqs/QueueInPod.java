package io.github.spotaware.sqs;

import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.Finding;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds a queue that is configured in a pod, where nobody reads it.
 *
 * @param queue the queue
 * @param terms tells where we are
 */
record QueueInPod(String queue, ObjectProvider<DrainTerms> terms) implements Check {

	static boolean inPod(ObjectProvider<DrainTerms> terms) {
		DrainTerms told = terms.getIfAvailable();
		DrainTerms.Known now = (told != null) ? told.known() : null;
		return now != null && now.identity().platform() == Platform.KUBERNETES;
	}

	@Override
	public List<Finding> findings() {
		if (!inPod(this.terms)) {
			return List.of();
		}
		return List.of(new Finding("sqs-queue-on-kubernetes", Severity.WARNING,
				"'%s' is '%s', and in a pod nobody reads it: what it tells of the node is not heard."
					.formatted(SqsProperties.QUEUE, this.queue),
				"Remove '%s' where the application runs in a pod, and let the AWS node termination handler or Karpenter read the queue and drain the node."
					.formatted(SqsProperties.QUEUE)));
	}

}
