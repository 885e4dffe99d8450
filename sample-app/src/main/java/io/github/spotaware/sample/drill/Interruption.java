package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.elb.Target;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts an instance and watches it go.
 */
final class Interruption {

	private final DrillOptions options;

	private final Stage stage;

	private final ShopProcess victim;

	private final Observation observation;

	Interruption(DrillOptions options, Stage stage, ShopProcess victim) {
		this.options = options;
		this.stage = stage;
		this.victim = victim;
		this.observation = new Observation(victim, new Target(victim.instanceId(), victim.port()));
	}

	Target target() {
		return this.observation.target();
	}

	Timeline timeline() {
		return this.observation.timeline();
	}

	/**
	 * Give the notice, as AWS does, and nothing else.
	 */
	void giveNotice(InstantSource clock) {
		Instant now = clock.instant();
		this.stage.instance(this.victim).interrupt("terminate", now.plus(this.options.notice()));
		this.observation.begin(now, "notice visible in the metadata service");
	}

	/**
	 * Deregister the instance and send SIGTERM, as control planes do today.
	 */
	void deregisterAndTerminate(InstantSource clock) {
		deregister(clock);
		sendTerm();
	}

	/**
	 * Deregister the instance, and send SIGTERM after a sleep, as hooks do.
	 */
	void deregisterAndTerminate(InstantSource clock, Duration sleep, Observer observer) {
		deregister(clock);
		observer.after(sleep, this::sendTerm);
	}

	private void deregister(InstantSource clock) {
		this.observation.begin(clock.instant(), "notice");
		this.stage.group().deregister(target().id(), target().port());
		timeline().mark(Kind.DEREGISTERED, "deregistered by the control plane");
	}

	private void sendTerm() {
		this.victim.terminate();
		timeline().mark(Kind.SIGTERM, "SIGTERM");
	}

	/**
	 * Send SIGTERM, and nothing else.
	 */
	void terminate(InstantSource clock) {
		this.observation.begin(clock.instant(), "SIGTERM");
		this.victim.terminate();
	}

	void replaceBy(String instanceId, List<Interruption> replaced, Observer observer) {
		ShopProcess replacement = this.stage.start(instanceId);
		observer.run(() -> {
			this.stage.join(replacement);
			replaced.forEach((one) -> one.timeline().mark(Kind.REPLACED, "replacement in service"));
		});
	}

	/**
	 * Wait until nothing more will happen to the instance, nor to those who call it:
	 * nodes may go on doing so when it has been reclaimed.
	 */
	void awaitEnd(ApplicationLoadBalancer balancer, Observer observer) {
		Duration latest = this.options.notice().plus(this.stage.timeToNotice()).plus(this.options.lag());
		this.observation.await(observer, balancer, this.options.duration(), latest, this.options.lag());
	}

	/**
	 * Begin to record what happens to the instance, its end included.
	 */
	void watchEnd(Observer observer) {
		this.observation.observeToTheEnd(observer);
		observer.after(this.options.notice(), this::reclaim);
	}

	/**
	 * Begin to record what happens to the instance before its end.
	 */
	void observe(Observer observer) {
		this.observation.observe(observer);
		observer.after(this.options.notice(), this::reclaim);
	}

	void exited(int code) {
		this.observation.exited(code);
	}

	private void reclaim() {
		if (this.victim.isAlive()) {
			timeline().mark(Kind.KILLED, "reclaimed at the deadline");
			this.victim.kill();
		}
	}

	void letGo(ApplicationLoadBalancer balancer) {
		this.observation.letGo(balancer);
	}

	void finish(@Nullable Long lastServed) {
		this.observation.finish(this.stage.aws().loadBalancing(), lastServed);
	}

}
