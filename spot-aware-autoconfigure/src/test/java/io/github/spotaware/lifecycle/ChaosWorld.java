package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.spotaware.Departure;
import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.SpotSignal;
import io.github.spotaware.SpotState;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * An application behind a load balancer of several nodes, and everything that can happen
 * to it, drawn from a seed and played in virtual time. It keeps books of its own of what
 * the engine promises, in plain arithmetic.
 */
final class ChaosWorld implements LifecycleObserver {

	/**
	 * Traffic before anything happens, so that there is a history to go by.
	 */
	private static final Duration HISTORY = Duration.ofSeconds(301);

	private static final Duration TROUBLE = Duration.ofMinutes(2);

	private static final Duration END = Duration.ofMinutes(20);

	private static final Duration TRAFFIC_ENDS = Duration.ofSeconds(800);

	private static final List<String> SOURCES = List.of("imds-spot", "imds-auto-scaling", "imds-maintenance",
			"imds-rebalance", "operator");

	private final Random random;

	private final VirtualTime time = new VirtualTime();

	private final FakeTraffic traffic = new FakeTraffic(this.time.ticker());

	private final SpotAwareProperties properties;

	private final Duration grace;

	private final Map<String, LoadBalancerNode> nodes = new LinkedHashMap<>();

	private final List<FakeStep> steps = new ArrayList<>();

	private final SpotLifecycle lifecycle;

	private final Sources sources;

	private final List<String> log = new ArrayList<>();

	private final List<String> violations = new ArrayList<>();

	private final Map<String, Instant> deadlines = new LinkedHashMap<>();

	private Duration stalled = Duration.ZERO;

	private Duration latestJoin = Duration.ZERO;

	private @Nullable Duration refusedAt;

	private @Nullable Duration deregisteredAt;

	private boolean irrevocable;

	private boolean ended;

	private long inFlight;

	private int served;

	private int lostOutOfTime;

	private int lostAfterSilence;

	private boolean outOfTime;

	private int drains;

	ChaosWorld(long seed) {
		this.random = new Random(seed);
		Duration quiet = seconds(1, 4);
		this.properties = new SpotAwareProperties(true, false, false, null, RebalancePolicy.NOTIFY, ShutdownPolicy.AUTO,
				new SpotAwareProperties.Drain(quiet.plus(seconds(0, 25)), quiet, seconds(1, 8), Duration.ofMinutes(2)));
		this.grace = seconds(10, 120);
		for (int i = 0; i <= this.random.nextInt(6); i++) {
			this.nodes.put("10.0.0." + i, new LoadBalancerNode(0.05 + 5 * this.random.nextDouble(), seconds(0, 40)));
		}
		this.steps.add(new FakeStep("refuse", DrainPhase.REFUSE, this.time).behaving((drain) -> refuse())
			.whenUndone(() -> this.refusedAt = null));
		this.steps.add(leaving());
		if (chance(4)) {
			this.steps.add(new FakeStep("hanging", DrainPhase.LEAVE, this.time).hanging());
		}
		if (chance(4)) {
			this.steps.add(new FakeStep("stay", DrainPhase.STAY, this.time).taking(seconds(0, 90)));
		}
		this.lifecycle = new SpotLifecycle(this.properties, participants(), this, this.time.threads(),
				this.time.clock());
		this.sources = new Sources(this.lifecycle, new JvmLifecycles(), this.time.clock());
		this.lifecycle.begin(new Detected(InstanceIdentity.unknown(Platform.EC2), "chaos"),
				new SignalRules(Platform.EC2, RebalancePolicy.NOTIFY, this.properties.drain(),
						new GracePeriod.Known(this.grace, "chaos", "prolong it")));
	}

	private FakeStep leaving() {
		FakeStep step = new FakeStep("leave", DrainPhase.LEAVE, this.time).whenUndone(() -> this.deregisteredAt = null);
		return switch (this.random.nextInt(5)) {
			case 0 -> step.behaving((drain) -> StepOutcome.failed("denied"));
			case 1 -> step.behaving((drain) -> {
				throw new IllegalStateException("broken");
			});
			case 2 -> step.taking(seconds(0, 15)).behaving(this::deregister);
			default -> step.behaving(this::deregister);
		};
	}

	private StepOutcome refuse() {
		this.refusedAt = this.time.passed();
		return StepOutcome.done("refused");
	}

	private StepOutcome deregister(Drain drain) {
		this.deregisteredAt = this.time.passed();
		drain.departing("leave", Departure.leaving(this.time.ticker().nanos()));
		return StepOutcome.done("deregistered");
	}

	/**
	 * Play it.
	 */
	ChaosWorld play() {
		this.nodes.forEach(this::schedule);
		Duration at = HISTORY;
		for (int i = 0; i <= this.random.nextInt(6); i++) {
			at = at.plusMillis(this.random.nextInt((int) TROUBLE.toMillis() / 2));
			this.time.at(at, trouble());
		}
		// Sources that poll say again what stands: so does the last event.
		this.time.at(END, () -> SOURCES.forEach(this::withdraw));
		this.time.run();
		checkTheEnd();
		return this;
	}

	private Runnable trouble() {
		InstanceAction action = pick(InstanceAction.TERMINATE, InstanceAction.TERMINATE, InstanceAction.STOP,
				InstanceAction.HIBERNATE, InstanceAction.UNKNOWN);
		Duration ahead = seconds(-5, 150);
		Duration step = Duration.ofSeconds(this.random.nextInt(14_400) - 7_200);
		Duration stall = Duration.ofMillis(this.random.nextInt(5_000));
		String source = SOURCES.get(this.random.nextInt(SOURCES.size()));
		return switch (this.random.nextInt(12)) {
			case 0, 1, 2 -> () -> notice("imds-spot", NoticeCause.SPOT_INTERRUPTION, action, ahead);
			case 3 -> () -> notice("imds-auto-scaling", NoticeCause.AUTO_SCALING_TERMINATION, InstanceAction.TERMINATE,
					Duration.ofMinutes(1));
			case 4 -> () -> notice("imds-auto-scaling", NoticeCause.AUTO_SCALING_STANDBY, InstanceAction.NONE, null);
			case 5 -> () -> notice("imds-maintenance", NoticeCause.SCHEDULED_MAINTENANCE, InstanceAction.REBOOT,
					seconds(0, 100));
			case 6 -> () -> report("imds-rebalance", new RebalanceRecommendation(this.time.clock().instant()));
			case 7 -> () -> notice("operator", NoticeCause.OPERATOR, InstanceAction.NONE, Duration.ofSeconds(60));
			case 8 -> () -> notice("sigterm", NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null);
			case 9 -> () -> withdraw(source);
			case 10 -> () -> {
				this.time.stepClock(step);
				note("clock steps by " + step);
			};
			default -> () -> {
				this.time.stall(stall);
				this.stalled = this.stalled.plus(stall);
				note("stalls for " + stall);
			};
		};
	}

	private void notice(String source, NoticeCause cause, InstanceAction action, @Nullable Duration ahead) {
		Instant wallClock = this.time.clock().instant();
		report(source, new InterruptionNotice(cause, action, (ahead != null) ? wallClock.plus(ahead) : null));
	}

	private void report(String source, SpotSignal signal) {
		note(source + " reports " + signal);
		if (signal instanceof InterruptionNotice notice) {
			this.irrevocable |= notice.cause() == NoticeCause.TERMINATION_SIGNAL;
			if (!source.equals("sigterm") || !this.deadlines.containsKey(source)) {
				this.deadlines.put(source, VirtualTime.START.plus(this.time.passed()).plus(timeLeft(notice)));
				this.latestJoin = this.time.passed();
			}
		}
		this.sources.report(source, signal);
	}

	/**
	 * The time a notice leaves, by the words of the documentation.
	 */
	private Duration timeLeft(InterruptionNotice notice) {
		Instant when = notice.time();
		Duration left = (when != null) ? Duration.between(this.time.clock().instant(), when) : Duration.ZERO;
		if (notice.cause() == NoticeCause.AUTO_SCALING_STANDBY) {
			return Duration.ofDays(1);
		}
		return (left.isNegative() || left.isZero()) ? this.grace : left;
	}

	private void withdraw(String source) {
		note(source + " sees nothing");
		this.sources.withdraw(source);
		if (this.lifecycle.standing().stream().noneMatch((signal) -> signal.source().equals(source))) {
			this.deadlines.remove(source);
		}
	}

	private void schedule(String address, LoadBalancerNode node) {
		double seconds = 0;
		while (seconds < TRAFFIC_ENDS.toSeconds()) {
			seconds += -Math.log(1 - this.random.nextDouble()) / node.rate();
			Duration takes = Duration.ofMillis((long) (-Math.log(1 - this.random.nextDouble()) * 80));
			this.time.at(Duration.ofNanos((long) (seconds * 1e9)), () -> request(address, node, takes));
		}
	}

	private void request(String address, LoadBalancerNode node, Duration takes) {
		if (node.routes(this.time.passed(), leftAt())) {
			if (this.ended) {
				lost();
				return;
			}
			this.traffic.arrive(address);
			this.traffic.inFlight(++this.inFlight);
			this.served++;
			this.time.at(this.time.passed().plus(takes), () -> this.traffic.inFlight(--this.inFlight));
		}
	}

	private void lost() {
		if (this.outOfTime) {
			this.lostOutOfTime++;
		}
		else {
			this.lostAfterSilence++;
		}
	}

	private @Nullable Duration leftAt() {
		return (this.deregisteredAt != null) ? this.deregisteredAt : this.refusedAt;
	}

	@Override
	public void changed(SpotState previous, SpotState current, Standing standing) {
		note(previous.id() + " -> " + current.id());
		if (this.irrevocable && current instanceof SpotState.Running) {
			violated("running again after SIGTERM");
		}
	}

	@Override
	public void drained(Standing standing, DrainRun run) {
		this.drains++;
		DrainReport report = run.report();
		note("drained: " + report);
		checkInTime(report);
		this.outOfTime = report.end() == DrainReport.End.OUT_OF_TIME;
		if (!this.outOfTime) {
			checkSilence(report);
		}
		this.ended |= standing.all()
			.stream()
			.anyMatch((signal) -> signal.cause().irrevocable() || signal.action() == InstanceAction.TERMINATE);
	}

	private void checkInTime(DrainReport report) {
		Instant earliest = this.deadlines.values().stream().min(Instant::compareTo).orElseThrow();
		Duration by = Duration.between(VirtualTime.START, earliest).minus(report.reserve());
		Duration latest = (by.compareTo(this.latestJoin) > 0) ? by : this.latestJoin;
		if (this.time.passed().compareTo(latest.plus(this.stalled).plusMillis(1)) > 0) {
			violated("drained only at %s instead of by %s".formatted(this.time.passed(), latest));
		}
	}

	/**
	 * Whoever is lost after this has been silent for longer than ever before: that is
	 * what the arithmetic allows.
	 */
	private void checkSilence(DrainReport report) {
		if (this.inFlight > 0) {
			violated("drained with %d in flight".formatted(this.inFlight));
		}
		Duration left = leftAt();
		this.traffic.snapshot().peers().forEach((peer) -> {
			Duration needed = this.traffic.needed(peer.address(), report.quietPeriod(), report.settle());
			Duration last = this.time.passed().minusNanos(this.time.ticker().nanos() - peer.lastRequest());
			Duration since = (left != null && left.compareTo(last) > 0) ? left : last;
			Duration silent = this.time.passed().minus(since);
			if (silent.plusMillis(1).compareTo(needed) < 0) {
				violated("'%s' silent for %s instead of %s".formatted(peer.address(), silent, needed));
			}
		});
	}

	private void checkTheEnd() {
		boolean stands = this.lifecycle.deadline() != null;
		String expected = stands ? "drained" : "running";
		if (!this.lifecycle.state().id().equals(expected)) {
			violated("is %s in the end instead of %s".formatted(this.lifecycle.state().id(), expected));
		}
		if (this.irrevocable && !stands) {
			violated("SIGTERM was taken back");
		}
		this.steps.forEach((step) -> {
			String last = step.calls().isEmpty() ? "never called" : step.calls().get(step.calls().size() - 1);
			boolean busy = last.contains(" drain at ");
			boolean takenBack = last.contains(" undo at ") || last.equals("never called");
			if (busy || (!stands && !takenBack && !step.hangs())) {
				violated("step '%s' was left with '%s'".formatted(step.name(), last));
			}
		});
		if (!stands && (this.refusedAt != null || this.deregisteredAt != null)) {
			violated("did not come back");
		}
	}

	@Override
	public void joined(Standing standing, DrainRun run) {
		note("joined: " + standing.description());
		this.ended |= standing.all()
			.stream()
			.anyMatch((signal) -> signal.cause().irrevocable() || signal.action() == InstanceAction.TERMINATE);
	}

	@Override
	public void takenBack(DrainReport report) {
		note("taken back");
	}

	private Participants participants() {
		return new Participants() {

			@Override
			public List<DrainStep> steps() {
				return List.copyOf(ChaosWorld.this.steps);
			}

			@Override
			public List<Traffic> traffic() {
				return List.of(ChaosWorld.this.traffic);
			}

		};
	}

	List<String> log() {
		return this.log;
	}

	List<String> violations() {
		return this.violations;
	}

	int served() {
		return this.served;
	}

	/**
	 * Return the requests that came after the time was over.
	 */
	int lostOutOfTime() {
		return this.lostOutOfTime;
	}

	/**
	 * Return the requests that came although their caller had been silent for as long as
	 * is asked.
	 */
	int lostAfterSilence() {
		return this.lostAfterSilence;
	}

	int drains() {
		return this.drains;
	}

	private void violated(String promise) {
		note("VIOLATED: " + promise);
		this.violations.add(promise);
	}

	private void note(String event) {
		this.log.add("%9.3f s  %s".formatted(this.time.passed().toMillis() / 1000.0, event));
	}

	private boolean chance(int oneOf) {
		return this.random.nextInt(oneOf) == 0;
	}

	private Duration seconds(int least, int most) {
		return Duration.ofMillis(1000L * least + this.random.nextInt(1000 * (most - least) + 1));
	}

	private InstanceAction pick(InstanceAction... actions) {
		return actions[this.random.nextInt(actions.length)];
	}

	/**
	 * A node of the load balancer.
	 *
	 * @param rate requests a second
	 * @param lag how long it goes on routing
	 */
	private record LoadBalancerNode(double rate, Duration lag) {

		boolean routes(Duration now, @Nullable Duration left) {
			return left == null || now.compareTo(left.plus(this.lag)) < 0;
		}

	}

}
