package io.github.spotaware.sample.process;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Waits until an instance serves.
 *
 * @param limit the longest time to wait
 * @param sleep does the waiting
 * @param ticker tells the time, in nanoseconds
 */
record StartUp(Duration limit, Consumer<Duration> sleep, LongSupplier ticker) {

	private static final Duration PAUSE = Duration.ofMillis(50);

	void await(Instance instance) {
		long start = this.ticker.getAsLong();
		while (!instance.serves()) {
			if (!instance.isAlive()) {
				throw new IllegalStateException("Instance '%s' ended during its start, see %s"
					.formatted(instance.instanceId(), instance.log()));
			}
			if (this.ticker.getAsLong() - start > this.limit.toNanos()) {
				throw new IllegalStateException("Instance '%s' does not serve after %d s, see %s"
					.formatted(instance.instanceId(), this.limit.toSeconds(), instance.log()));
			}
			this.sleep.accept(PAUSE);
		}
	}

	/**
	 * Is what is waited for.
	 */
	interface Instance {

		String instanceId();

		Object log();

		boolean isAlive();

		boolean serves();

	}

}
