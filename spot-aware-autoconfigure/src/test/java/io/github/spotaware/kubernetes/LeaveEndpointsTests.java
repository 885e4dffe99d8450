package io.github.spotaware.kubernetes;

import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Departure;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.testsupport.FakeDrain;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeaveEndpoints}.
 */
class LeaveEndpointsTests {

	private final LeaveEndpoints step = new LeaveEndpoints();

	private final List<String> departures = new ArrayList<>();

	@Test
	void leavesWithTheOtherThingsThatAreLeft() {
		assertThat(this.step.name()).isEqualTo("leave-endpoints");
		assertThat(this.step.phase()).isEqualTo(DrainPhase.LEAVE);
	}

	@Test
	void drainInAPodGoesByReadiness() {
		StepOutcome outcome = this.step.drain(new TestDrain(Platform.KUBERNETES));
		assertThat(outcome.result()).isEqualTo(StepOutcome.Result.DONE);
		assertThat(this.departures).containsExactly("leave-endpoints " + Departure.byReadiness());
	}

	@Test
	void drainElsewhereIsSkipped() {
		StepOutcome outcome = this.step.drain(new TestDrain(Platform.EC2));
		assertThat(outcome.result()).isEqualTo(StepOutcome.Result.SKIPPED);
		assertThat(this.departures).isEmpty();
	}

	/**
	 * A drain that notes who departs.
	 */
	private final class TestDrain extends FakeDrain {

		private final Platform platform;

		TestDrain(Platform platform) {
			this.platform = platform;
		}

		@Override
		public InstanceIdentity identity() {
			return InstanceIdentity.unknown(this.platform);
		}

		@Override
		public void departing(String reporter, Departure departure) {
			LeaveEndpointsTests.this.departures.add(reporter + " " + departure);
		}

	}

}
