package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.process.ShopClient;
import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.elb.FakeLoadBalancing;
import io.github.spotaware.test.elb.Target;
import org.jspecify.annotations.Nullable;

/**
 * Watches an instance go, and writes down what happens to it.
 */
final class Observation {

	private static final Duration PROBE_INTERVAL = Duration.ofMillis(10);

	private static final Duration STATE_INTERVAL = Duration.ofMillis(250);

	private static final Duration END_INTERVAL = Duration.ofMillis(100);

	/**
	 * Time an orderly end may take beyond its latest before the run is over anyway.
	 */
	private static final Duration TAIL = Duration.ofSeconds(2);

	private final ShopClient client = new ShopClient();

	private final ShopProcess victim;

	private final Target target;

	private final Timeline timeline = new Timeline(System::nanoTime);

	private Instant begun = Instant.MAX;

	Observation(ShopProcess victim, Target target) {
		this.victim = victim;
		this.target = target;
	}

	Target target() {
		return this.target;
	}

	Timeline timeline() {
		return this.timeline;
	}

	/**
	 * Count from now on.
	 */
	void begin(Instant now, String what) {
		this.begun = now;
		this.timeline.begin(what);
	}

	/**
	 * Count from a time that has passed.
	 */
	void begin(Instant now, Kind kind, String what, long nanos) {
		this.timeline.begin(kind, what, nanos);
		this.begun = now.minus(this.timeline.elapsed());
	}

	/**
	 * Begin to record what happens to the instance before its end.
	 */
	void observe(Observer observer) {
		observer.until(PROBE_INTERVAL, this::probe);
		observer.until(STATE_INTERVAL, this::look);
	}

	/**
	 * Begin to record what happens to the instance, its end included.
	 */
	void observeToTheEnd(Observer observer) {
		observe(observer);
		observer.run(() -> exited(this.victim.onExit().join()));
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

	/**
	 * Wait until nothing more will happen.
	 * @param duration how long to go on in any case, {@code null} until the instance has
	 * ended
	 * @param latest when nobody can call it any more
	 * @param settled how long nodes go on routing to it
	 */
	void await(Observer observer, ApplicationLoadBalancer balancer, @Nullable Duration duration, Duration latest,
			Duration settled) {
		await(observer, () -> balancer.nodes().stream().allMatch((node) -> node.letGoOf(this.target) != null), duration,
				latest, settled);
	}

	/**
	 * Wait until nothing more will happen.
	 * @param letGo tells whether nobody calls the instance any more
	 * @param duration how long to go on in any case, {@code null} until the instance has
	 * ended
	 * @param latest when nobody can call it any more
	 * @param settled how long it is still called
	 */
	void await(Observer observer, BooleanSupplier letGo, @Nullable Duration duration, Duration latest,
			Duration settled) {
		observer.await(END_INTERVAL, () -> isOver(letGo, duration, latest, settled));
	}

	private boolean isOver(BooleanSupplier letGo, @Nullable Duration duration, Duration latest, Duration settled) {
		Duration elapsed = this.timeline.elapsed();
		if (duration != null) {
			return elapsed.compareTo(duration) >= 0;
		}
		boolean gone = !this.victim.isAlive() && this.timeline.has(Kind.REPLACED) && letGo.getAsBoolean();
		Duration exit = this.timeline.last(Kind.EXIT);
		boolean tailOver = gone && exit != null && elapsed.compareTo(exit.plus(TAIL)) > 0
				&& elapsed.compareTo(settled.plus(TAIL)) > 0;
		return tailOver || elapsed.compareTo(latest.plus(TAIL)) > 0;
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

	/**
	 * Record what is known only afterwards.
	 */
	void finish(FakeLoadBalancing loadBalancing, @Nullable Long lastServed) {
		loadBalancing.calls("DeregisterTargets")
			.stream()
			.filter((call) -> call.parameters().containsValue(this.target.id()))
			.forEach((call) -> this.timeline.markAt(Kind.DEREGISTERED, "DeregisterTargets: " + call.outcome(),
					call.nanoTime()));
		Instant drained = DrainedLine.find(this.victim.log());
		if (drained != null && !this.timeline.has(Kind.DRAINED)) {
			this.timeline.markAt(Kind.DRAINED, "Drained", Duration.between(this.begun, drained));
		}
		if (lastServed != null) {
			this.timeline.markAt(Kind.LAST_REQUEST, "last request served", lastServed);
		}
	}

}
