package io.github.spotaware;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Learns of interruptions. Define a bean to add one; {@link PollingSource} does the
 * waiting for sources that have to ask.
 */
public interface InterruptionSource {

	/**
	 * Return the name users see in the endpoint, in logs and as a tag.
	 * @return a stable short name, such as {@code imds-spot}
	 */
	String name();

	/**
	 * Return whether the source can say anything on a platform.
	 * @param platform the platform, never {@link Platform#NONE}
	 * @return whether to start it
	 */
	default boolean supports(Platform platform) {
		return true;
	}

	/**
	 * Return how soon a Spot interruption notice is seen, while the source answers.
	 * @return the longest time after AWS has given it, or {@code null} when the source
	 * does not see such notices
	 */
	default @Nullable Duration noticeLatency() {
		return null;
	}

	/**
	 * Return whether the source, while it answers, tells that an instance is taken back
	 * before that happens. Where none does, the loss of Spot capacity comes unforeseen,
	 * which is a finding. Asked by any thread, often, and before {@link #start} as well.
	 * @return whether it does, as most do; not where it only explains or recommends
	 */
	default boolean foretells() {
		return true;
	}

	/**
	 * Begin to look. Called once, off the main thread; must return soon.
	 * @param signals what to tell to, until {@link #stop()}
	 */
	void start(Signals signals);

	/**
	 * Begin to look for what concerns us. Called in place of {@link #start(Signals)},
	 * which is what it does unless a source has to know who we are.
	 * @param signals what to tell to, until {@link #stop()}
	 * @param identity who we are, as far as it is known so early
	 */
	default void start(Signals signals, InstanceIdentity identity) {
		start(signals);
	}

	/**
	 * Stop looking and release what was held. Called once; must return soon.
	 */
	void stop();

}
