package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.process.ShopClient;
import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.elb.Target;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts an instance and watches it go.
 */
final class Interruption {

	private static final Duration PROBE_INTERVAL = Duration.ofMillis(10);

	private static final Duration STATE_INTERVAL = Duration.ofMillis(250);

	/**
	 * Time an orderly end may take beyond the deadline before the run is over anyway.
	 */
	private static final Duration TAIL = Duration.ofSeconds(2);

	private final ShopClient client = new ShopClient();

	private final DrillOptions options;

	private final Stage stage;

	private final ShopProcess victim;

	private final Target target;

	private final Timeline timeline;

	private Instant noticeTime = Instant.MAX;

	Interruption(DrillOptions options, Stage stage, ShopProcess victim) {
		this.options = options;
		this.stage = stage;
		this.victim = victim;
		this.target = new Target(victim.instanceId(), victim.port());
		this.timeline = new Timeline(System::nanoTime);
	}

	Target target() {
		return this.target;
	}

	/**
	 * Give the notice, as AWS does, and nothing else.
	 */
	void giveNotice(InstantSource clock) {
		this.noticeTime = clock.instant();
		this.stage.instance(this.victim).interrupt("terminate", this.noticeTime.plus(this.options.notice()));
		this.timeline.begin("notice visible in the metadata service");
	}

	/**
	 * Deregister the instance and send SIGTERM, as control planes do today.
	 */
	void deregisterAndTerminate() {
		this.timeline.begin("notice");
		this.stage.group().deregister(this.target.id(), this.target.port());
		this.timeline.mark(Kind.DEREGISTERED, "deregistered by the control plane");
		this.victim.terminate();
		this.timeline.mark(Kind.SIGTERM, "SIGTERM");
	}

	/**
	 * Send SIGTERM, and nothing else.
	 */
	void terminate(InstantSource clock) {
		this.noticeTime = clock.instant();
		this.timeline.begin("SIGTERM");
		this.victim.terminate();
	}

	Timeline timeline() {
		return this.timeline;
	}

	void replaceBy(String instanceId, Observer observer) {
		ShopProcess replacement = this.stage.start(instanceId);
		observer.run(() -> {
			this.stage.join(replacement);
			this.timeline.mark(Kind.REPLACED, "replacement in service");
		});
	}

	/**
	 * Record what happens to the instance, until nothing more will.
	 */
	void watch(ApplicationLoadBalancer balancer, Observer observer) {
		watchEnd(observer);
		observer.await(Duration.ofMillis(100), () -> isOver(balancer));
	}

	/**
	 * Begin to record what happens to the instance, its end included.
	 */
	void watchEnd(Observer observer) {
		observe(observer);
		observer.run(() -> exited(this.victim.onExit().join()));
	}

	boolean hasEnded() {
		return this.timeline.has(Kind.EXIT);
	}

	/**
	 * Begin to record what happens to the instance before its end.
	 */
	void observe(Observer observer) {
		observer.until(PROBE_INTERVAL, this::probe);
		observer.until(STATE_INTERVAL, this::look);
		observer.after(this.options.notice(), this::reclaim);
	}

	void exited(int code) {
		this.timeline.mark(Kind.EXIT, "process exit, code " + code);
	}

	private boolean probe() {
		if (this.client.readiness(this.target.port()) == 503) {
			this.timeline.mark(Kind.REFUSED, "first 503 of the readiness prober");
			return true;
		}
		return !this.victim.isAlive();
	}

	private boolean look() {
		if ("DRAINED".equals(this.client.state(this.target.port()))) {
			this.timeline.mark(Kind.DRAINED, "Drained");
			return true;
		}
		return !this.victim.isAlive();
	}

	private void reclaim() {
		if (this.victim.isAlive()) {
			this.timeline.mark(Kind.KILLED, "reclaimed at the deadline");
			this.victim.kill();
		}
	}

	private boolean isOver(ApplicationLoadBalancer balancer) {
		Duration elapsed = this.timeline.elapsed();
		Duration duration = this.options.duration();
		if (duration != null) {
			return elapsed.compareTo(duration) >= 0;
		}
		boolean gone = !this.victim.isAlive() && this.timeline.has(Kind.REPLACED)
				&& balancer.nodes().stream().allMatch((node) -> node.letGoOf(this.target) != null);
		Duration exit = this.timeline.last(Kind.EXIT);
		boolean tailOver = gone && exit != null && elapsed.compareTo(exit.plus(TAIL)) > 0
				&& elapsed.compareTo(this.options.lag().plus(TAIL)) > 0;
		return tailOver || elapsed.compareTo(this.options.notice().plus(TAIL)) > 0;
	}

	/**
	 * Record which nodes have let go of the instance, or will.
	 */
	void letGo(ApplicationLoadBalancer balancer) {
		balancer.nodes().forEach((node) -> {
			Long letGo = node.letGoOf(this.target);
			if (letGo != null) {
				this.timeline.markAt(Kind.LET_GO,
						"node %s let go, %.0f %% of the traffic".formatted(node.address(), node.share() * 100), letGo);
			}
		});
	}

	void finish(@Nullable Long lastServed) {
		this.stage.aws()
			.loadBalancing()
			.calls("DeregisterTargets")
			.forEach((call) -> this.timeline.markAt(Kind.DEREGISTERED, "DeregisterTargets: " + call.outcome(),
					call.nanoTime()));
		Instant drained = DrainedLine.find(this.victim.log());
		if (drained != null && !this.timeline.has(Kind.DRAINED)) {
			this.timeline.markAt(Kind.DRAINED, "Drained", Duration.between(this.noticeTime, drained));
		}
		if (lastServed != null) {
			this.timeline.markAt(Kind.LAST_REQUEST, "last request served", lastServed);
		}
	}

}
