package io.github.spotaware.background;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.spotaware.Drain;
import io.github.spotaware.Ticker;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/**
 * Quartz schedulers, which stand by in a drain: no trigger fires, and those of a
 * clustered store are left to its other nodes. One that was not started, or stood by
 * already, is left alone.
 */
final class QuartzSchedulers implements Intake {

	private final Supplier<Stream<Scheduler>> lookUp;

	private final Predicate<String> kept;

	private final Ticker ticker;

	private final InstantSource clock;

	private final Set<Scheduler> standingBy = ConcurrentHashMap.newKeySet();

	QuartzSchedulers(Supplier<Stream<Scheduler>> lookUp, Predicate<String> kept, Ticker ticker, InstantSource clock) {
		this.lookUp = lookUp;
		this.kept = kept;
		this.ticker = ticker;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "quartz-schedulers";
	}

	@Override
	public Collection<String> pause(Drain drain) throws SchedulerException {
		List<String> paused = new ArrayList<>();
		for (Scheduler scheduler : this.lookUp.get().toList()) {
			if (fires(scheduler) && !this.kept.test(scheduler.getSchedulerName())) {
				this.standingBy.add(scheduler);
				scheduler.standby();
				paused.add(scheduler.getSchedulerName());
			}
		}
		return paused;
	}

	private static boolean fires(Scheduler scheduler) throws SchedulerException {
		return scheduler.isStarted() && !scheduler.isInStandbyMode() && !scheduler.isShutdown();
	}

	@Override
	public Collection<Work> inHand() {
		try {
			List<Work> works = new ArrayList<>();
			for (Scheduler scheduler : this.lookUp.get().toList()) {
				if (!this.kept.test(scheduler.getSchedulerName())) {
					scheduler.getCurrentlyExecutingJobs().forEach((job) -> works.add(work(job)));
				}
			}
			return works;
		}
		catch (SchedulerException ex) {
			throw new IllegalStateException("Quartz does not say which jobs it executes", ex);
		}
	}

	private Work work(JobExecutionContext job) {
		long age = Duration.between(job.getFireTime().toInstant(), this.clock.instant()).toNanos();
		return new Work(job.getJobDetail().getKey().toString(), this.ticker.nanos() - Math.max(0, age));
	}

	@Override
	public void resume() throws SchedulerException {
		for (Scheduler scheduler : List.copyOf(this.standingBy)) {
			this.standingBy.remove(scheduler);
			if (!scheduler.isShutdown()) {
				scheduler.start();
			}
		}
	}

}
