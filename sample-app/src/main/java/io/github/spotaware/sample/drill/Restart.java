package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.time.InstantSource;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.process.ShopClient;
import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.elb.ApiCall;
import io.github.spotaware.test.elb.TargetState;

/**
 * Restarts an instance in place, as a deployer does: SIGTERM, the end of the process, the
 * same instance again at the same port, and a question every second whether it is in
 * service.
 *
 * @param options the options
 * @param mode what handles the restart
 * @param stage the AWS of the run
 * @param interruption what happens to the instance before its end
 */
record Restart(DrillOptions options, Mode mode, Stage stage, Interruption interruption) {

	private static final Duration QUESTION_INTERVAL = Duration.ofSeconds(1);

	private static final Duration START_LIMIT = Duration.ofMinutes(2);

	/**
	 * Load that is to show that the instance really is back.
	 */
	private static final Duration TAIL = Duration.ofSeconds(3);

	private static final ShopClient CLIENT = new ShopClient();

	void execute(ShopProcess instance, ApplicationLoadBalancer balancer, Observer observer) {
		long begun = System.nanoTime();
		this.interruption.terminate(InstantSource.system());
		this.interruption.observe(observer);
		observer.run(() -> {
			this.interruption.exited(instance.onExit().join());
			this.interruption.letGo(balancer);
			this.stage.startAgain(this.interruption.target());
			timeline().mark(Kind.RESTARTED, "started again");
		});
		observer.await(QUESTION_INTERVAL, this::isBack);
		observer.pause(TAIL.plus(this.options.lag()));
		registrations(begun);
	}

	private boolean isBack() {
		Duration restarted = timeline().last(Kind.RESTARTED);
		if (restarted == null) {
			return false;
		}
		if (inService()) {
			timeline().mark(Kind.BACK, (this.mode == Mode.PLAIN) ? "ready again" : "healthy again");
			return true;
		}
		return timeline().elapsed().minus(restarted).compareTo(START_LIMIT) > 0;
	}

	private boolean inService() {
		int port = this.interruption.target().port();
		return (this.mode == Mode.PLAIN) ? CLIENT.readiness(port) == 200 : CLIENT.targets(port) == 200
				&& this.stage.group().state(this.interruption.target().id(), port) == TargetState.HEALTHY;
	}

	private void registrations(long begun) {
		for (ApiCall call : this.stage.aws().loadBalancing().calls("RegisterTargets")) {
			if (call.nanoTime() - begun > 0) {
				timeline().markAt(Kind.REGISTERED, "RegisterTargets: " + call.outcome(), call.nanoTime());
			}
		}
	}

	private Timeline timeline() {
		return this.interruption.timeline();
	}

}
