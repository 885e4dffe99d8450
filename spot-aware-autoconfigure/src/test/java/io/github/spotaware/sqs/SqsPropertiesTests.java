package io.github.spotaware.sqs;

import java.time.Duration;

import io.github.spotaware.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SqsPropertiesTests {

	@ParameterizedTest
	@ValueSource(longs = { -1, 0, 172_801 })
	void deadlineThatCannotBeIsRefused(long seconds) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new SqsProperties("queue", Duration.ofSeconds(seconds), false))
			.withMessageContaining("spot-aware.sqs.auto-scaling-deadline");
	}

	@Test
	void deadlineOfTwoDaysIsAccepted() {
		assertThat(new SqsProperties("queue", Duration.ofDays(2), true).autoScalingDeadline()).hasDays(2);
	}

}
