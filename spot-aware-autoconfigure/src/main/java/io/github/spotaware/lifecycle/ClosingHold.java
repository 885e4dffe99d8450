package io.github.spotaware.lifecycle;

import io.github.spotaware.Deadline;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.PriorityOrdered;

/**
 * Holds a closing application context, before anything in it has stopped, until it is
 * drained. Everything works meanwhile: new connections, schedulers, metrics.
 */
final class ClosingHold implements ApplicationListener<ContextClosedEvent>, PriorityOrdered {

	private static final String SHUTDOWN_HOOK = "SpringApplicationShutdownHook";

	private final ApplicationContext context;

	private final SpotLifecycle lifecycle;

	private final Sources sources;

	private final ShutdownBudget budget;

	private final SpotStart start;

	private final Announcements announcements;

	private final ClosingWatch watch;

	ClosingHold(ApplicationContext context, SpotLifecycle lifecycle, Sources sources, ShutdownBudget budget,
			SpotStart start, Announcements announcements, ClosingWatch watch) {
		this.context = context;
		this.lifecycle = lifecycle;
		this.sources = sources;
		this.budget = budget;
		this.start = start;
		this.announcements = announcements;
		this.watch = watch;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		if (this.lifecycle.holds() && this.start.everReady() && ProcessOwnership.isOurs(this.context)) {
			close();
			this.lifecycle.awaitDrained();
			this.announcements.awaitTold();
			awaitSteps();
			Deadline deadline = this.lifecycle.comingDeadline();
			this.budget.follow(deadline);
			if (deadline != null) {
				this.watch.begin(deadline);
			}
		}
		this.start.stop();
	}

	private void awaitSteps() {
		DrainRun run = this.lifecycle.currentRun();
		try {
			if (run != null) {
				run.awaitTold();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void close() {
		InterruptionNotice notice = new InterruptionNotice(NoticeCause.CONTEXT_CLOSED, InstanceAction.NONE, null);
		if (SHUTDOWN_HOOK.equals(Thread.currentThread().getName())) {
			this.sources.report("closing", notice);
		}
		else {
			this.lifecycle.hear("closing", notice);
		}
	}

}
