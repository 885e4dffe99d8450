package io.github.spotaware.ecs;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Task;

import org.springframework.util.StringUtils;

/**
 * Why ECS stops a task, in its own words. Either may be missing.
 *
 * @param code the code, such as {@code SpotInterruption}
 * @param reason the reason, a sentence
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html">
 * Amazon ECS stopped task error messages</a>
 */
record StopReason(@Nullable String code, @Nullable String reason) {

	/**
	 * Return why a task is being stopped.
	 * @param task the task, as far as it is known
	 * @return why, or {@code null} when it is not known to be stopped
	 */
	static @Nullable StopReason of(@Nullable Task task) {
		return (task != null && "STOPPED".equals(task.desiredStatus()))
				? new StopReason(task.stopCodeAsString(), task.stoppedReason()) : null;
	}

	/**
	 * Return whether it says why.
	 */
	boolean telling() {
		return StringUtils.hasText(this.code) || cause() != NoticeCause.TASK_STOPPED;
	}

	NoticeCause cause() {
		return switch (String.valueOf(this.code)) {
			case "SpotInterruption", "TerminationNotice" -> NoticeCause.SPOT_INTERRUPTION;
			case "ServiceSchedulerInitiated" -> spot() ? NoticeCause.SPOT_INTERRUPTION : NoticeCause.SERVICE_SCHEDULER;
			case "UserInitiated" -> spot() ? NoticeCause.SPOT_INTERRUPTION : NoticeCause.USER_INITIATED;
			default -> causeByReason();
		};
	}

	private boolean spot() {
		String words = String.valueOf(this.reason).toLowerCase(Locale.ROOT);
		return words.contains("spot task was interrupted") || words.contains("spot interruption");
	}

	private NoticeCause causeByReason() {
		if (spot()) {
			return NoticeCause.SPOT_INTERRUPTION;
		}
		return String.valueOf(this.reason).startsWith("Scaling activity initiated by") ? NoticeCause.SERVICE_SCHEDULER
				: NoticeCause.TASK_STOPPED;
	}

	/**
	 * Return the notice that it amounts to. The reason has no time.
	 */
	InterruptionNotice toNotice() {
		NoticeCause cause = cause();
		return new InterruptionNotice(cause,
				(cause == NoticeCause.SPOT_INTERRUPTION) ? InstanceAction.TERMINATE : InstanceAction.NONE, null);
	}

	String words() {
		return Stream.of(this.code, (this.reason != null) ? "'%s'".formatted(this.reason) : null)
			.filter(StringUtils::hasText)
			.collect(Collectors.joining(" "));
	}

}
