package io.github.spotaware.test.environment;

import java.time.Duration;

import io.github.spotaware.test.elb.TargetState;

/**
 * Waits until an application runs again, for which nothing is announced any more.
 *
 * @param environment the environment of the application
 */
record Comeback(SpotEnvironment environment) {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	/**
	 * Waits.
	 * @return whether it runs and, where there is a load balancer, is in service
	 */
	boolean awaited() {
		this.environment.awaitHeard();
		if (!Waiting.until(() -> lost() || runs(), this.environment.left().plus(LIMIT)) || lost()) {
			return false;
		}
		awaitUndisturbed();
		Stage stage = this.environment.stage();
		stage.begin();
		return !stage.balanced() || this.environment.application().port() == null
				|| Waiting.until(() -> stage.state() == TargetState.HEALTHY, LIMIT);
	}

	private boolean runs() {
		return this.environment.application().state().equals(Transition.RUNNING);
	}

	/**
	 * Waits until what the drain did is undone: the state comes before it. An application
	 * that changes its own readiness meanwhile is not waited for longer than it may take.
	 */
	private void awaitUndisturbed() {
		Waiting.until(this.environment.application()::undisturbed, LIMIT);
	}

	/**
	 * Returns whether the application is over for good, or will be: AWS takes no notice
	 * back, and what one application of this JVM hears all hear.
	 */
	private boolean lost() {
		Announcement last = this.environment.announcement();
		if (last != null && last.terminates() && !runs()) {
			return true;
		}
		Application application = this.environment.application();
		Termination heard = Termination.last();
		Long draining = (heard != null) ? application.since(Transition.DRAINING, heard.at()) : null;
		return heard != null && draining != null && heard.explains(draining)
				&& application.state().equals(Transition.DRAINED);
	}

}
