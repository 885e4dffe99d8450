package io.github.spotaware.elb;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link StoppablePause}.
 */
class StoppablePauseTests {

	private final StoppablePause pause = new StoppablePause();

	@Test
	void pauseWhenTimePassesReturns() {
		assertThatNoException().isThrownBy(() -> this.pause.pause(Duration.ofMillis(1)));
	}

	@Test
	void pauseWhenClosedEnds() {
		this.pause.close();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.pause.pause(Duration.ofHours(1)));
	}

}
