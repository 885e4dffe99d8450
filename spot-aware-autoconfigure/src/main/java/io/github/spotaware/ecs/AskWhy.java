package io.github.spotaware.ecs;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.TaskIdentity;
import io.github.spotaware.aws.StopReason;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Finds out why ECS stops the task, beside a drain: SIGTERM comes first and does not say.
 * Reports nothing while the task is not being stopped.
 */
final class AskWhy implements DrainStep {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofSeconds(8);

	/**
	 * A reason that is still not told after this many looks at a task that is being
	 * stopped is not told any more.
	 */
	private static final int MOST_LOOKS = 5;

	private static final Log logger = LogFactory.getLog(AskWhy.class);

	private final EcsApi api;

	private final TaskSource source;

	private volatile @Nullable Supplier<Described<Task>> unanswered;

	AskWhy(EcsApi api, TaskSource source) {
		this.api = api;
		this.source = source;
	}

	@Override
	public String name() {
		return "ask-why";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.LEAVE;
	}

	@Override
	public boolean awaited() {
		return false;
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		TaskIdentity task = drain.identity().task();
		TaskArn arn = TaskArn.parse((task != null) ? task.arn() : null);
		if (task == null || arn == null) {
			return StepOutcome.done("the ARN of the task is not known");
		}
		this.unanswered = () -> this.api.task(arn, task.cluster());
		StepOutcome outcome = ask(this.unanswered, drain);
		this.unanswered = null;
		return outcome;
	}

	private StepOutcome ask(Supplier<Described<Task>> question, Drain drain) throws InterruptedException {
		Duration wait = SHORTEST;
		int looks = 0;
		while (looks < MOST_LOOKS) {
			Described<Task> answer = question.get();
			if (answer.value() == null && !answer.retryable()) {
				return StepOutcome.done(answer.problem());
			}
			StopReason reason = reason(answer.value());
			if (reason != null) {
				looks++;
				if (reason.telling() || (looks == MOST_LOOKS && !reason.words().isEmpty())) {
					return tell(reason);
				}
			}
			drain.pause(wait);
			wait = longer(wait);
		}
		return StepOutcome.done("ECS stops this task and does not tell why");
	}

	/**
	 * Look once more for the log, where the drain was over before there was an answer.
	 */
	@Override
	public void drained() {
		Supplier<Described<Task>> question = this.unanswered;
		StopReason reason = (question != null) ? reason(question.get().value()) : null;
		if (reason != null && reason.telling()) {
			log(reason);
		}
	}

	private static Duration longer(Duration wait) {
		Duration doubled = wait.multipliedBy(2);
		return (doubled.compareTo(LONGEST) > 0) ? LONGEST : doubled;
	}

	private static void log(StopReason reason) {
		logger.info("ECS stops this task: " + reason.words());
	}

	private StepOutcome tell(StopReason reason) {
		log(reason);
		// Without a time: the deadline of SIGTERM stands, this only says why.
		this.source.report(reason.toNotice());
		return StepOutcome.done(reason.words());
	}

	/**
	 * Return why a task is being stopped, or {@code null} when it is not known to be.
	 */
	private static @Nullable StopReason reason(@Nullable Task task) {
		return (task != null && "STOPPED".equals(task.desiredStatus()))
				? new StopReason(task.stopCodeAsString(), task.stoppedReason()) : null;
	}

}
