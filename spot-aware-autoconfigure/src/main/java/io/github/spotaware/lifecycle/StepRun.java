package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import io.github.spotaware.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One run of a step on a worker. Ends once: by itself, or abandoned.
 */
final class StepRun implements Runnable {

	private final DrainStep step;

	private final Drain drain;

	private final Ticker ticker;

	private final ReentrantLock lock;

	private final Runnable whenEnded;

	private final long begun;

	private final AtomicReference<@Nullable End> end = new AtomicReference<>();

	private volatile @Nullable Thread worker;

	StepRun(DrainStep step, Drain drain, Ticker ticker, ReentrantLock lock, Runnable whenEnded) {
		this.step = step;
		this.drain = drain;
		this.ticker = ticker;
		this.lock = lock;
		this.whenEnded = whenEnded;
		this.begun = ticker.nanos();
	}

	@Override
	public void run() {
		this.worker = Thread.currentThread();
		try {
			this.lock.lockInterruptibly();
			try {
				if (!ended()) {
					end(this.step.drain(this.drain));
				}
			}
			finally {
				this.lock.unlock();
			}
		}
		catch (InterruptedException ex) {
			abandon();
		}
		catch (Throwable ex) {
			end(StepOutcome.failed(ex.toString()));
		}
		finally {
			this.worker = null;
		}
	}

	/**
	 * End the step from outside: its time is over.
	 */
	void abandon() {
		abandon(this.step.awaited() ? new StepOutcome(Result.TIMED_OUT, "still busy when its time was over")
				: StepOutcome.done("watched to the end"));
	}

	void abandon(StepOutcome outcome) {
		end(outcome);
		Thread busy = this.worker;
		if (busy != null && busy != Thread.currentThread()) {
			busy.interrupt();
		}
	}

	private void end(StepOutcome outcome) {
		if (this.end.compareAndSet(null, new End(outcome, this.ticker.nanos()))) {
			this.whenEnded.run();
		}
	}

	DrainStep step() {
		return this.step;
	}

	boolean ended() {
		return this.end.get() != null;
	}

	boolean awaited() {
		return this.step.awaited() && !ended();
	}

	boolean skipped() {
		End reached = this.end.get();
		return reached != null && reached.outcome().result() == Result.SKIPPED;
	}

	DrainReport.Step report(long drainStarted) {
		End reached = this.end.get();
		Duration after = Duration.ofNanos(this.begun - drainStarted);
		if (reached == null) {
			return new DrainReport.Step(this.step.name(), this.step.phase(), after,
					Duration.ofNanos(this.ticker.nanos() - this.begun), null);
		}
		return new DrainReport.Step(this.step.name(), this.step.phase(), after,
				Duration.ofNanos(reached.ticks() - this.begun), reached.outcome());
	}

	private record End(StepOutcome outcome, long ticks) {
	}

}
