package io.github.spotaware.lifecycle;

import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceIdentity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Has the steps get ready for a drain, and says when they are. What fails there fails
 * alone.
 *
 * @param steps the steps
 * @param publisher tells that all has got ready
 */
record Preparation(ObjectProvider<DrainStep> steps, ApplicationEventPublisher publisher) {

	private static final Log logger = LogFactory.getLog(SpotLifecycle.class);

	void run(InstanceIdentity identity) {
		this.steps.orderedStream().forEach((step) -> prepare(step, identity));
		try {
			this.publisher.publishEvent(new SpotPrepared(identity));
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("A listener failed when all had got ready for a drain", ex);
		}
	}

	private static void prepare(DrainStep step, InstanceIdentity identity) {
		try {
			step.prepare(identity);
		}
		catch (Exception | LinkageError ex) {
			logger.warn("Step '%s' could not get ready: %s. It will try again in a drain".formatted(step.name(), ex));
		}
	}

}
