package io.github.spotaware.test.environment;

import java.time.Duration;

import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.imds.MetadataPath;

/**
 * Waits until an application runs again, for which nothing is announced any more.
 *
 * @param environment the environment of the application
 */
record Comeback(SpotEnvironment environment) {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final int POLLS_THAT_SETTLE = 3;

	/**
	 * Waits.
	 * @return whether it runs and, where there is a load balancer, is in service
	 */
	boolean awaited() {
		if (unseen()) {
			awaitPolls();
		}
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

	/**
	 * Returns whether the application has not reacted to what was announced: it may be
	 * just about to.
	 */
	private boolean unseen() {
		Announcement last = this.environment.announcement();
		return last != null && this.environment.application().since(last.at()).isEmpty();
	}

	private void awaitPolls() {
		long notices = polls(MetadataPath.INSTANCE_ACTION);
		long recommendations = polls(MetadataPath.REBALANCE);
		Waiting.until(() -> polls(MetadataPath.INSTANCE_ACTION) - notices >= POLLS_THAT_SETTLE
				&& polls(MetadataPath.REBALANCE) - recommendations >= POLLS_THAT_SETTLE, LIMIT);
	}

	private long polls(String path) {
		return this.environment.instance().calls().stream().filter((call) -> call.path().equals(path)).count();
	}

}
