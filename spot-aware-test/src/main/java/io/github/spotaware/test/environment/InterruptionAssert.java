package io.github.spotaware.test.environment;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ's view of an interruption, for those who have AssertJ. Import
 * {@link #assertThat(Interruption)} statically, beside AssertJ's own.
 */
public final class InterruptionAssert extends AbstractAssert<InterruptionAssert, Interruption> {

	private InterruptionAssert(@Nullable Interruption actual) {
		super(actual, InterruptionAssert.class);
	}

	/**
	 * Begins assertions.
	 * @param actual what happened
	 * @return the assertions
	 */
	public static InterruptionAssert assertThat(@Nullable Interruption actual) {
		return new InterruptionAssert(actual);
	}

	/**
	 * Verifies that requests were sent, that the application served some of them, and
	 * that every one got the complete expected answer.
	 * @return this assertion
	 */
	public InterruptionAssert lostNothing() {
		isNotNull();
		this.actual.assertNothingLost();
		return this;
	}

	/**
	 * Verifies that the application was drained before the time of the interruption.
	 * @return this assertion
	 */
	public InterruptionAssert drainedInTime() {
		isNotNull();
		this.actual.assertDrainedInTime();
		return this;
	}

}
