package io.github.spotaware.sqs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.SpotSignal;
import io.github.spotaware.aws.JsonObject;
import io.github.spotaware.aws.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of events that say something of the end of an instance or a task.
 */
enum EventKind {

	/**
	 * AWS reclaims a Spot Instance, two minutes after the event.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html">
	 * Spot Instance interruption notices</a>
	 */
	SPOT_INTERRUPTION("EC2 Spot Instance Interruption Warning", Channel.ENDING, Duration.ofMinutes(2)) {

		@Override
		SpotSignal signal(JsonObject detail, Instant time, Duration autoScalingDeadline) {
			return new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, action(detail.text("instance-action")),
					time.plus(lifetime()));
		}

		@Override
		Instant end(@Nullable SpotSignal signal, Instant time) {
			return time.plus(lifetime());
		}

	},

	/**
	 * A Spot Instance is at an elevated risk of interruption.
	 */
	REBALANCE("EC2 Instance Rebalance Recommendation", Channel.REBALANCE, Duration.ofMinutes(30)) {

		@Override
		SpotSignal signal(JsonObject detail, Instant time, Duration autoScalingDeadline) {
			return new RebalanceRecommendation(time);
		}

	},

	/**
	 * An instance is being stopped or terminated. Its operating system is being told,
	 * too.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-instance-state-changes.html">
	 * Monitor instance state changes</a>
	 */
	STATE_CHANGE("EC2 Instance State-change Notification", Channel.ENDING, Duration.ofMinutes(2)) {

		@Override
		@Nullable SpotSignal signal(JsonObject detail, Instant time, Duration autoScalingDeadline) {
			return switch (String.valueOf(detail.text("state"))) {
				case "stopping" -> notice(InstanceAction.STOP);
				case "shutting-down" -> notice(InstanceAction.TERMINATE);
				default -> null;
			};
		}

		private SpotSignal notice(InstanceAction action) {
			return new InterruptionNotice(NoticeCause.INSTANCE_STATE_CHANGE, action, null);
		}

		@Override
		Instant end(@Nullable SpotSignal signal, Instant time) {
			return time.plus(BACK_AT_THE_EARLIEST);
		}

	},

	/**
	 * EC2 Auto Scaling is about to terminate an instance, and waits for whoever has to do
	 * something before.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks.html">EC2
	 * Auto Scaling lifecycle hooks</a>
	 */
	AUTO_SCALING_TERMINATION("EC2 Instance-terminate Lifecycle Action", Channel.ENDING, Duration.ofHours(2)) {

		@Override
		Set<String> subjects(JsonObject detail) {
			return texts(detail.text("EC2InstanceId"));
		}

		@Override
		@Nullable SpotSignal signal(JsonObject detail, Instant time, Duration autoScalingDeadline) {
			boolean terminates = "autoscaling:EC2_INSTANCE_TERMINATING".equals(detail.text("LifecycleTransition"));
			return terminates ? new InterruptionNotice(NoticeCause.AUTO_SCALING_TERMINATION, InstanceAction.TERMINATE,
					time.plus(autoScalingDeadline)) : null;
		}

	},

	/**
	 * AWS has scheduled maintenance of instances, or has done or cancelled it.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html">
	 * AWS Health events in EventBridge</a>
	 */
	MAINTENANCE("AWS Health Event", Channel.MAINTENANCE, Duration.ofDays(30)) {

		@Override
		Set<String> subjects(JsonObject detail) {
			return detail.objects("affectedEntities")
				.stream()
				.flatMap((entity) -> texts(entity.text("entityValue")).stream())
				.collect(Collectors.toSet());
		}

		@Override
		boolean says(JsonObject detail) {
			return "EC2".equals(detail.text("service")) && "scheduledChange".equals(detail.text("eventTypeCategory"));
		}

		@Override
		@Nullable SpotSignal signal(JsonObject detail, Instant time, Duration autoScalingDeadline) {
			boolean over = "closed".equalsIgnoreCase(detail.text("statusCode"));
			return over ? null : new InterruptionNotice(NoticeCause.SCHEDULED_MAINTENANCE,
					maintenance(String.valueOf(detail.text("eventTypeCode"))), start(detail.text("startTime")));
		}

		@Override
		@Nullable Instant end(@Nullable SpotSignal signal, Instant time) {
			return (signal instanceof InterruptionNotice notice) ? notice.time() : null;
		}

		private static InstanceAction maintenance(String code) {
			String upper = code.toUpperCase(Locale.ROOT);
			if (upper.contains("REBOOT")) {
				return InstanceAction.REBOOT;
			}
			return upper.contains("STOP") ? InstanceAction.STOP : InstanceAction.UNKNOWN;
		}

		private static @Nullable Instant start(@Nullable String text) {
			try {
				return (text != null) ? DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from) : null;
			}
			catch (DateTimeException ex) {
				return null;
			}
		}

	},

	/**
	 * ECS stops a task.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html">
	 * Amazon ECS task state change events</a>
	 */
	TASK_STATE_CHANGE("ECS Task State Change", Channel.ENDING, Duration.ofMinutes(2)) {

		@Override
		Set<String> subjects(JsonObject detail) {
			return texts(detail.text("taskArn"));
		}

		@Override
		@Nullable SpotSignal signal(JsonObject detail, Instant time, Duration autoScalingDeadline) {
			boolean stops = "STOPPED".equals(detail.text("desiredStatus"));
			return stops ? new StopReason(detail.text("stopCode"), detail.text("stoppedReason")).toNotice() : null;
		}

	};

	/**
	 * No instance is stopped and started, with an application that reads, in less.
	 */
	private static final Duration BACK_AT_THE_EARLIEST = Duration.ofSeconds(30);

	private final String detailType;

	private final Channel channel;

	private final Duration lifetime;

	EventKind(String detailType, Channel channel, Duration lifetime) {
		this.detailType = detailType;
		this.channel = channel;
		this.lifetime = lifetime;
	}

	static @Nullable EventKind of(Event event) {
		return Stream.of(values())
			.filter((kind) -> kind.detailType.equals(event.detailType()))
			.findFirst()
			.orElse(null);
	}

	final String detailType() {
		return this.detailType;
	}

	final Channel channel() {
		return this.channel;
	}

	/**
	 * Return how long after its time an event can still be meant.
	 */
	final Duration lifetime() {
		return this.lifetime;
	}

	/**
	 * Return the ids of the instances or tasks that an event is about. What EventBridge
	 * calls its resources is worded in several ways, and is not looked at.
	 */
	Set<String> subjects(JsonObject detail) {
		return texts(detail.text("instance-id"));
	}

	/**
	 * Return whether an event of this kind is of the sort that ends an instance.
	 */
	boolean says(JsonObject detail) {
		return true;
	}

	/**
	 * Return the signal that an event amounts to.
	 * @param detail its detail
	 * @param time its time
	 * @param autoScalingDeadline how long Auto Scaling is assumed to wait
	 * @return the signal, or {@code null} when it says that there is none
	 */
	abstract @Nullable SpotSignal signal(JsonObject detail, Instant time, Duration autoScalingDeadline);

	/**
	 * Return when the instance is past what an event tells: a process that begins later
	 * is one of its next life, and not meant.
	 * @param signal the signal that the event amounts to
	 * @param time its time
	 * @return the time, or {@code null} when it is not told
	 */
	@Nullable Instant end(@Nullable SpotSignal signal, Instant time) {
		return null;
	}

	private static Set<String> texts(@Nullable String text) {
		return (text != null) ? Set.of(text) : Set.of();
	}

	private static InstanceAction action(@Nullable String word) {
		return switch (String.valueOf(word)) {
			case "terminate" -> InstanceAction.TERMINATE;
			case "stop" -> InstanceAction.STOP;
			case "hibernate" -> InstanceAction.HIBERNATE;
			default -> InstanceAction.UNKNOWN;
		};
	}

}
