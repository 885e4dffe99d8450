package io.github.spotaware.aws;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import org.jspecify.annotations.Nullable;

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
public record StopReason(@Nullable String code, @Nullable String reason) {

	/**
	 * Return whether it says why.
	 * @return whether it does
	 */
	public boolean telling() {
		return StringUtils.hasText(this.code) || cause() != NoticeCause.TASK_STOPPED;
	}

	/**
	 * Return the cause that it amounts to.
	 * @return the cause
	 */
	public NoticeCause cause() {
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
	 * @return the notice
	 */
	public InterruptionNotice toNotice() {
		NoticeCause cause = cause();
		return new InterruptionNotice(cause,
				(cause == NoticeCause.SPOT_INTERRUPTION) ? InstanceAction.TERMINATE : InstanceAction.NONE, null);
	}

	/**
	 * Return it in words.
	 * @return the words, empty when there are none
	 */
	public String words() {
		return Stream.of(this.code, (this.reason != null) ? "'%s'".formatted(this.reason) : null)
			.filter(StringUtils::hasText)
			.collect(Collectors.joining(" "));
	}

}
