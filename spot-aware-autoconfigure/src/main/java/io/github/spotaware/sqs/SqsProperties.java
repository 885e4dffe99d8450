package io.github.spotaware.sqs;

import java.time.Duration;

import io.github.spotaware.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the queue of events.
 *
 * @param queue Name, URL or ARN of the queue that EventBridge sends the events of this
 * instance or task to. '{instance-id}' and '{task-id}' stand for ours.
 * @param autoScalingDeadline Time from the terminate lifecycle action of EC2 Auto Scaling
 * to the assumed end of the instance.
 * @param completeLifecycleAction Whether to prolong that lifecycle action while the drain
 * runs, and to complete it when drained.
 */
@ConfigurationProperties(SqsProperties.PREFIX)
record SqsProperties(@Nullable String queue, @DefaultValue("1m") Duration autoScalingDeadline,
		@DefaultValue("false") boolean completeLifecycleAction) {

	static final String PREFIX = "spot-aware.sqs";

	static final String QUEUE = PREFIX + ".queue";

	private static final Duration LONGEST = Duration.ofDays(2);

	SqsProperties {
		boolean positive = autoScalingDeadline.compareTo(Duration.ZERO) > 0;
		if (!positive || autoScalingDeadline.compareTo(LONGEST) > 0) {
			throw new InvalidPropertyException(PREFIX + ".auto-scaling-deadline", autoScalingDeadline,
					positive ? "it is longer than the 48 hours that a lifecycle action can last" : "it is not positive",
					"Set a duration such as '1m', at most the heartbeat timeout of the lifecycle hook.");
		}
	}

}
