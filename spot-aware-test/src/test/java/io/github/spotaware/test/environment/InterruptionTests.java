package io.github.spotaware.test.environment;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static io.github.spotaware.test.environment.InterruptionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InterruptionTests {

	@Test
	void assertNothingLostWhenNothingWasSentFails() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2()) {
			Interruption nothing = Interruption.of(ec2, System.nanoTime(), null, null);
			assertThat(nothing.drainedAfter()).isNull();
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(nothing).lostNothing())
				.withMessage("Nothing was sent, so that nothing could be lost: use underLoad(...)");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(nothing).drainedInTime())
				.withMessageStartingWith("Expected that the application is drained before its instance is lost");
		}
	}

	@Test
	void loadIsDescribedAndChecked() {
		assertThat(Load.post("/orders", "{}").perSecond(0.5)).hasToString("POST /orders, 0.5 a second");
		assertThatIllegalArgumentException().isThrownBy(() -> Load.get("orders"))
			.withMessage("path must begin with '/', was 'orders'");
		assertThatIllegalArgumentException().isThrownBy(() -> Load.get("/").perSecond(0))
			.withMessage("rate must be above 0, was '0.0'");
	}

	@Test
	void settingsAreChecked() {
		SpotSettings settings = SpotSettings.defaults();
		assertThatIllegalArgumentException().isThrownBy(() -> settings.withNotice(Duration.ZERO))
			.withMessage("notice must be longer than nothing, was 'PT0S'");
		assertThatIllegalArgumentException().isThrownBy(() -> settings.withNodes(0, Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> settings.withNodes(1, Duration.ofSeconds(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> settings.withHealthCheck("health"));
	}

}
