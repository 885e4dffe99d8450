package io.github.spotaware.ecs;

import java.time.Instant;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

	@Test
	void noticeOfASpotInterruptionIsATermination() {
		assertThat(new StopReason("SpotInterruption", null).toNotice(Instant.EPOCH))
			.isEqualTo(new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE, Instant.EPOCH));
		assertThat(new StopReason("UserInitiated", null).toNotice(Instant.EPOCH))
			.isEqualTo(new InterruptionNotice(NoticeCause.USER_INITIATED, InstanceAction.NONE, Instant.EPOCH));
	}

	@Test
	void wordsAreThoseOfEcs() {
		assertThat(new StopReason("SpotInterruption", "Your Spot Task was interrupted.").words())
			.isEqualTo("SpotInterruption 'Your Spot Task was interrupted.'");
		assertThat(new StopReason(null, "Why not.").words()).isEqualTo("'Why not.'");
		assertThat(new StopReason(null, null).words()).isEmpty();
	}

}
