package io.github.spotaware.test.environment;

import java.time.Duration;

import io.github.spotaware.test.load.LoadReport;
import io.github.spotaware.test.load.OpenLoopLoad;

/**
 * Puts load on the application while something happens to it. The load begins when the
 * application is in service, and what is to happen begins when the application has
 * answered for a while. What the replacement answers counts as complete.
 */
public final class UnderLoad {

	private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(20);

	private static final Duration UNANNOUNCED_LIMIT = Duration.ofSeconds(30);

	private static final Duration AFTERMATH_LIMIT = Duration.ofSeconds(5);

	private static final double WARM_UP_SECONDS = 0.5;

	private final SpotEnvironment environment;

	private final Load load;

	UnderLoad(SpotEnvironment environment, Load load) {
		this.environment = environment;
		this.load = load;
	}

	/**
	 * Announces that the instance terminates, with the notice of the settings, and waits
	 * until the application is drained and every node of the load balancer has let go of
	 * it. From the moment it is drained nothing answers in its place, as if its process
	 * had ended; if it is not drained in time, from the time of the interruption.
	 * @return how it went
	 */
	public Interruption interrupt() {
		return interrupt(SpotAction.TERMINATE);
	}

	/**
	 * Announces an interruption, with the notice of the settings, and waits as
	 * {@link #interrupt()} does. An application that stops or hibernates goes on
	 * answering until the time of the interruption.
	 * @param action what happens to the instance
	 * @return how it went
	 */
	public Interruption interrupt(SpotAction action) {
		return during(() -> this.environment.announce(action));
	}

	/**
	 * Does something of your own under load, such as recommending to rebalance, or
	 * announcing an interruption and withdrawing it, and waits until the application has
	 * heard of it and is drained, or runs.
	 * @param action what to do, on the calling thread
	 * @return how it went, counted from the beginning of the action
	 */
	public Interruption during(Runnable action) {
		StandIn replacement = this.environment.stage().standIn();
		try (OpenLoopLoad running = this.load.builder()
			.through(this.environment.inService())
			.trust(replacement.target().toString())
			.start()) {
			warmUp(running);
			replacement.enter();
			long begun = System.nanoTime();
			action.run();
			awaitEnd();
			LoadReport report = running.stop();
			return Interruption.of(this.environment, begun, this.load, report);
		}
	}

	private void warmUp(OpenLoopLoad running) {
		long enough = Math.max(1, Math.round(this.load.rate() * WARM_UP_SECONDS));
		Waiting.until(() -> running.report().complete() >= enough || running.report().lost() > 0, WARM_UP_LIMIT);
		LoadReport report = running.report();
		if (report.lost() > 0 || report.complete() < enough) {
			throw new AssertionError(
					"The application does not answer '%s' as expected, even before anything happened: %s"
						.formatted(this.load, (report.lost() > 0) ? report.lostByDetail() : "only %d of %d in %s"
							.formatted(report.complete(), report.sent(), Seconds.of(WARM_UP_LIMIT))));
		}
	}

	private void awaitEnd() {
		Announcement announced = this.environment.announcement();
		if (announced == null || !announced.interrupts()) {
			this.environment.awaitHeard();
		}
		boolean timed = announced != null && announced.deadline() != null;
		Duration left = timed ? this.environment.left() : UNANNOUNCED_LIMIT;
		Waiting.until(this::settled, left.plus(this.environment.settings().lag()).plus(AFTERMATH_LIMIT));
	}

	private boolean settled() {
		Stage stage = this.environment.stage();
		Announcement announced = this.environment.announcement();
		boolean over = announced != null && announced.over(System.nanoTime());
		if (over) {
			stage.end();
		}
		String state = this.environment.state();
		if (over || state.equals(Transition.DRAINED)) {
			return stage.letGo();
		}
		boolean ahead = announced != null && announced.interrupts();
		return !ahead && !state.equals(Transition.DRAINING);
	}

}
