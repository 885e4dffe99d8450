package io.github.spotaware.contract;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Events about an instance, as EventBridge sends them to a queue.
 */
final class QueueMessages {

	static final String INSTANCE = "i-0123456789abcdef0";

	private QueueMessages() {
	}

	static String warning(String instance, Object time) {
		return event("EC2 Spot Instance Interruption Warning", time,
				"\"instance-id\": \"%s\", \"instance-action\": \"terminate\"".formatted(instance));
	}

	static String recommendation(Object time) {
		return event("EC2 Instance Rebalance Recommendation", time, "\"instance-id\": \"%s\"".formatted(INSTANCE));
	}

	static String state(String state, Object time) {
		return event("EC2 Instance State-change Notification", time,
				"\"instance-id\": \"%s\", \"state\": \"%s\"".formatted(INSTANCE, state));
	}

	static String lifecycleAction(Object time) {
		return event("EC2 Instance-terminate Lifecycle Action", time, """
				"EC2InstanceId": "%s", "AutoScalingGroupName": "shop", "LifecycleHookName": "terminating", \
				"LifecycleActionToken": "token", "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING"\
				""".formatted(INSTANCE));
	}

	/**
	 * An event of AWS Health.
	 * @param status the status: {@code open}, {@code upcoming} or {@code closed}
	 */
	static String maintenance(String status, Object time, Instant start) {
		return event("AWS Health Event", time, """
				"service": "EC2", "eventTypeCategory": "scheduledChange", "statusCode": "%s", \
				"eventTypeCode": "AWS_EC2_SYSTEM_REBOOT_MAINTENANCE_SCHEDULED", "startTime": "%s", \
				"affectedEntities": [{"entityValue": "%s"}]\
				""".formatted(status, DateTimeFormatter.RFC_1123_DATE_TIME.format(start.atOffset(ZoneOffset.UTC)),
				INSTANCE));
	}

	private static String event(String type, Object time, String detail) {
		return """
				{"version": "0", "source": "aws.ec2", "detail-type": "%s", "time": "%s", "detail": {%s}}\
				""".formatted(type, time, detail);
	}

}
