package io.github.spotaware.ecs;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.aws.JsonObject;
import io.github.spotaware.aws.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StopReason}.
 */
class StopReasonTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					SpotInterruption          | Your Spot Task was interrupted.                       | SPOT_INTERRUPTION | true
					SpotInterruption          |                                                       | SPOT_INTERRUPTION | true
					TerminationNotice         |                                                       | SPOT_INTERRUPTION | true
					                          | Your Spot Task was interrupted.                       | SPOT_INTERRUPTION | true
					UserInitiated             | Your Spot Task was interrupted.                       | SPOT_INTERRUPTION | true
					ServiceSchedulerInitiated | Scaling activity initiated by (deployment ecs-svc/1)  | SERVICE_SCHEDULER | true
					ServiceSchedulerInitiated |                                                       | SERVICE_SCHEDULER | true
					                          | Scaling activity initiated by (deployment ecs-svc/1)  | SERVICE_SCHEDULER | true
					UserInitiated             | Task stopped by user                                  | USER_INITIATED    | true
					EssentialContainerExited  | Essential container in task exited                    | TASK_STOPPED      | true
					NewCode                   |                                                       | TASK_STOPPED      | true
					                          | Something new                                         | TASK_STOPPED      | false
					                          |                                                       | TASK_STOPPED      | false
					""")
	void causeIsToldByEither(String code, String reason, NoticeCause cause, boolean telling) {
		StopReason stop = new StopReason(code, reason);
		assertThat(stop.cause()).isEqualTo(cause);
		assertThat(stop.telling()).isEqualTo(telling);
	}

	/**
	 * What ECS tells in events it tells in the same words.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "spot-interruption", "deactivating", "no-stopcode", "termination-notice-legacy" })
	void causeIsThatOfTheEvent(String event) {
		JsonObject detail = parse("event-ecs-task-state-change-%s.json".formatted(event)).object("detail");
		assertThat(detail.text("desiredStatus")).isEqualTo("STOPPED");
		StopReason stop = new StopReason(detail.text("stopCode"), detail.text("stoppedReason"));
		assertThat(stop.telling()).isTrue();
		assertThat(stop.cause()).isEqualTo(NoticeCause.SPOT_INTERRUPTION);
	}

	@Test
	void protectionFromScalingInNamesTheTask() {
		JsonObject protection = parse("tmds-task-protection-response.json").object("protection");
		assertThat(TaskArn.parse(protection.text("TaskArn"))).isNotNull()
			.extracting(TaskArn::value)
			.isEqualTo(EcsFixture.ARN);
	}

	private static JsonObject parse(String fixture) {
		return new JsonObject(JsonParserFactory.getJsonParser().parseMap(ScriptedEcs.fixture(fixture)));
	}

	@Test
	void noticeOfASpotInterruptionIsATermination() {
		assertThat(new StopReason("SpotInterruption", null).toNotice())
			.isEqualTo(new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE, null));
		assertThat(new StopReason("UserInitiated", null).toNotice())
			.isEqualTo(new InterruptionNotice(NoticeCause.USER_INITIATED, InstanceAction.NONE, null));
	}

	@Test
	void wordsAreThoseOfEcs() {
		assertThat(new StopReason("SpotInterruption", "Your Spot Task was interrupted.").words())
			.isEqualTo("SpotInterruption 'Your Spot Task was interrupted.'");
		assertThat(new StopReason(null, "Why not.").words()).isEqualTo("'Why not.'");
		assertThat(new StopReason(null, null).words()).isEmpty();
	}

}
