package io.github.spotaware;

import java.time.Duration;
import java.util.Random;
import java.util.function.DoubleSupplier;

import org.springframework.test.util.ReflectionTestUtils;

/**
 * Asks polling sources without their threads.
 */
public final class PollingSources {

	private PollingSources() {
	}

	/**
	 * Draw the jitter of a source from a seed.
	 */
	public static <S extends PollingSource> S seeded(S source, Random random) {
		ReflectionTestUtils.setField(source, "random", (DoubleSupplier) random::nextDouble);
		return source;
	}

	/**
	 * Ask once.
	 * @return the time until the next question
	 */
	public static Duration ask(PollingSource source, Signals signals) {
		return source.ask(signals);
	}

}
