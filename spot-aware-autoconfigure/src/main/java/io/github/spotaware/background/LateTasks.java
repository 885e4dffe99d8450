package io.github.spotaware.background;

import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

/**
 * Lets tasks end before the executors of an application stop that has drained: requests
 * may have given them away after {@link FinishWorkStep} had seen that nothing was in
 * hand. Executors drop what waits for a thread when they stop.
 * <p>
 * Waits as long as its shutdown phase may take, on a thread of its own.
 */
final class LateTasks implements SmartLifecycle, DisposableBean {

	private static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE + 1;

	private static final long LOOK_MILLIS = 20;

	private final Supplier<Collection<Work>> awaited;

	private final BooleanSupplier drained;

	private final CountDownLatch over = new CountDownLatch(1);

	private volatile boolean running;

	/**
	 * Create it.
	 * @param awaited returns the tasks that are worth waiting for
	 * @param drained whether the application has drained
	 */
	LateTasks(Supplier<Collection<Work>> awaited, BooleanSupplier drained) {
		this.awaited = awaited;
		this.drained = drained;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		if (!this.drained.getAsBoolean() || this.awaited.get().isEmpty()) {
			callback.run();
			return;
		}
		Thread thread = new Thread(() -> end(callback), "spot-aware-late-tasks");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	private void end(Runnable callback) {
		try {
			boolean wait = true;
			while (wait && !this.awaited.get().isEmpty()) {
				wait = !this.over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			callback.run();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * Wait no longer: the phase is over.
	 */
	@Override
	public void destroy() {
		this.over.countDown();
	}

}
