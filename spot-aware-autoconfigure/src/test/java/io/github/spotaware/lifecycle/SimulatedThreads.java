package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.github.spotaware.DrainStep;
import io.github.spotaware.testsupport.SimulatedTime;

import org.springframework.test.util.ReflectionTestUtils;

/**
 * Runs the engine in simulated time.
 */
final class SimulatedThreads {

	private SimulatedThreads() {
	}

	/**
	 * Make the threads of an engine.
	 * @param waiting which steps may wait: the others are run without a thread
	 */
	static Threads of(SimulatedTime time, Predicate<DrainStep> waiting) {
		return new Threads(time.serial(), (task) -> {
			boolean waits = (task instanceof StepRun run) ? waiting.test(run.step()) : task instanceof FutureTask;
			if (waits) {
				time.begin(task);
			}
			else {
				time.soon(task);
			}
		}, time::soon, (nanos, task) -> time.in(Duration.ofNanos(nanos), task), () -> gate(time), time.ticker());
	}

	static Gate gate(SimulatedTime time) {
		SimulatedTime.Sleep sleep = time.new Sleep();
		return new Gate() {

			@Override
			public void await(long nanos) throws InterruptedException {
				sleep.await(nanos);
			}

			@Override
			public void wake() {
				sleep.wake();
			}

		};
	}

	/**
	 * Let whoever waits for a step's lock wait in simulated time.
	 */
	@SuppressWarnings("unchecked")
	static void simulateLocks(SpotLifecycle lifecycle, Iterable<DrainStep> steps, SimulatedTime time) {
		LifecycleScope scope = (LifecycleScope) Objects
			.requireNonNull(ReflectionTestUtils.getField(lifecycle, "scope"));
		Map<DrainStep, ReentrantLock> locks = (Map<DrainStep, ReentrantLock>) Objects
			.requireNonNull(ReflectionTestUtils.getField(scope.locks(), "locks"));
		steps.forEach((step) -> locks.put(step, time.new Lock()));
	}

}
