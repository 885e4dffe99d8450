package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.github.spotaware.Capacity;
import io.github.spotaware.Check;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.LoadBalancerView;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.PodIdentity;
import io.github.spotaware.PollingSource;
import io.github.spotaware.PollingSources;
import io.github.spotaware.QueueView;
import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.github.spotaware.TargetGroup;
import io.github.spotaware.TargetView;
import io.github.spotaware.TaskIdentity;
import io.github.spotaware.Traffic;
import io.github.spotaware.actuate.SimulatedEndpoint;
import io.github.spotaware.ecs.SimulatedTask;
import io.github.spotaware.elb.SimulatedSteps;
import io.github.spotaware.imds.SimulatedMetadata;
import io.github.spotaware.metrics.SimulatedMeters;
import io.github.spotaware.testsupport.Fakes;
import io.github.spotaware.testsupport.SimulatedGroup;
import io.github.spotaware.testsupport.SimulatedGroup.Member;
import io.github.spotaware.testsupport.SimulatedTime;
import io.github.spotaware.web.SimulatedTraffic;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An application behind a load balancer of several nodes, interrupted as a plan says, in
 * simulated time. The engine, its sources, its steps, its endpoint and its meters are the
 * real ones; the metadata service, the APIs, the web server and the end of the process
 * are played.
 */
final class ChaosWorld implements AutoCloseable {

	private static final Duration END = Duration.ofMinutes(14);

	private static final Duration TRAFFIC_ENDS = Duration.ofMinutes(7);

	private static final String ADDRESS = "10.0.1.15";

	private static final String SIGTERM = "sigterm";

	private final ChaosPlan plan;

	private final Random random;

	private final SimulatedTime time = new SimulatedTime();

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final ApplicationAvailabilityBean availability = new ApplicationAvailabilityBean();

	private final Set<ChaosFault> met = EnumSet.noneOf(ChaosFault.class);

	private final ChaosBook book;

	private final ChaosMetadata metadata;

	private final ChaosBalancer balancer;

	private final ChaosCallers callers;

	private final SpotLifecycle lifecycle;

	private final Sources sources;

	private final ChaosChecks checks;

	private final ChaosSignals signals;

	private final ChaosScript script;

	private final List<DrainStep> steps = new ArrayList<>();

	private final InstanceIdentity identity;

	private boolean dead;

	ChaosWorld(ChaosPlan plan) {
		this.plan = plan;
		this.random = new Random(plan.seed() + 3);
		this.book = new ChaosBook(this.time, plan.grace());
		this.metadata = new ChaosMetadata(plan, this.time, this.met::add);
		this.identity = identity(plan.platform());
		boolean byId = plan.platform() == Platform.EC2;
		Member us = new Member(byId ? Fakes.INSTANCE : ADDRESS, 8080);
		SimulatedGroup group = new SimulatedGroup(Fakes.GROUP, byId ? "instance" : "ip",
				Duration.ofSeconds(1 + this.random.nextInt(60)), this.time);
		this.balancer = new ChaosBalancer(plan, this.time, group, us, this::ready, () -> this.dead, this.met::add);
		SimulatedTraffic traffic = new SimulatedTraffic(this.time.ticker());
		this.callers = new ChaosCallers(plan, this.time, this.balancer, traffic, () -> this.dead);
		this.context.addApplicationListener(this.availability);
		Readiness readiness = new Readiness(this.context, this.availability);
		this.context.addApplicationListener(readiness);
		this.context.addApplicationListener((event) -> {
			if (event instanceof AvailabilityChangeEvent<?>) {
				checks().readiness(ready());
			}
		});
		this.context.refresh();
		SimulatedSteps targets = SimulatedSteps.of(this.balancer.client(),
				configures() ? List.of(Fakes.GROUP) : List.of(),
				plan.platform().ecs() ? (who) -> List.of(new TargetGroup(Fakes.GROUP, 8080)) : null,
				plan.platform() == Platform.KUBERNETES && plan.callsApi(), this::ready, new Random(plan.seed() + 4),
				this.time);
		SimulatedTask task = SimulatedTask.of(() -> script().stopCode());
		this.steps.add(readiness);
		this.steps.add(traffic.step());
		this.steps.addAll(targets.steps());
		if (plan.platform().ecs()) {
			this.steps.add(task.step());
		}
		addFaultySteps();
		Threads threads = SimulatedThreads.of(this.time,
				(step) -> step instanceof ChaosStep || targets.steps().contains(step) || step == task.step());
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		Announcements announcements = new Announcements((event) -> {
			if (event instanceof SpotStateChanged) {
				checks().stateChanged();
			}
		}, beans.getBeanProvider(DrainListener.class), threads, false);
		ChaosObserver observer = new ChaosObserver(announcements, this);
		this.lifecycle = new SpotLifecycle(plan.properties(), participants(traffic), observer, threads,
				this.time.clock());
		SimulatedThreads.simulateLocks(this.lifecycle, this.steps, this.time);
		this.sources = new Sources(this.lifecycle, new JvmLifecycles(), this.time.clock());
		this.signals = new ChaosSignals(this.sources, this.book, this::stands);
		this.script = new ChaosScript(plan, this, this.time, this.metadata, this.balancer, this.signals, this.book,
				this.met::add);
		SelfShutdown shutdown = new SelfShutdown(ShutdownPolicy.AUTO, this.context, () -> !this.dead, new Jvm());
		announcements.whenDrained((run) -> shutdown.drained(this.lifecycle, run));
		beans.registerSingleton("traffic", traffic);
		beans.registerSingleton("targets", targets.view());
		beans.registerSingleton("check", targets.check());
		List<PollingSource> pollers = plan.platform().onInstance() || plan.platform() == Platform.EC2
				? SimulatedMetadata.sources(this.metadata, this.time.clock(), new Random(plan.seed() + 5)) : List.of();
		pollers.forEach((source) -> beans.registerSingleton(source.name(), source));
		SpotView view = new SpotView(this.lifecycle, this.sources, beans.getBeanProvider(Traffic.class),
				beans.getBeanProvider(TargetView.class), beans.getBeanProvider(QueueView.class),
				beans.getBeanProvider(Check.class),
				new Budgets(this.lifecycle, new ShutdownBudget(null, Duration.ofSeconds(30), this.time.ticker()),
						beans.getBeanProvider(InterruptionSource.class), beans.getBeanProvider(TargetView.class),
						beans.getBeanProvider(LoadBalancerView.class)),
				this.time.ticker(), this.time.clock());
		SimulatedMeters meters = new SimulatedMeters(this.lifecycle, view, this.time.ticker(),
				beans.getBeanProvider(InterruptionSource.class));
		beans.registerSingleton("timers", meters.timers());
		this.checks = new ChaosChecks(plan, this.time, this.lifecycle, this.book, this.balancer, this.callers,
				this.metadata, new SimulatedEndpoint(this.lifecycle, view, this.time.ticker(), plan.properties()),
				meters);
		start(task, pollers);
	}

	private boolean configures() {
		return this.plan.platform() == Platform.EC2
				|| (this.plan.platform() == Platform.KUBERNETES && this.plan.callsApi());
	}

	private static InstanceIdentity identity(Platform platform) {
		TaskIdentity task = platform.ecs()
				? new TaskIdentity(SimulatedTask.ARN, "shop", "shop", "app", List.of(ADDRESS), Map.of()) : null;
		PodIdentity pod = (platform == Platform.KUBERNETES) ? new PodIdentity("shop-1", "shop", "node-1") : null;
		return new InstanceIdentity(platform, Fakes.INSTANCE, ADDRESS, "eu-central-1a", "eu-central-1", Capacity.SPOT,
				task, pod);
	}

	private void addFaultySteps() {
		List<DrainPhase> phases = List.of(DrainPhase.values());
		DrainPhase phase = phases.get(this.random.nextInt(phases.size()));
		if (this.plan.has(ChaosFault.STEP_HANGS)) {
			this.steps.add(new ChaosStep(phase, true, () -> this.met.add(ChaosFault.STEP_HANGS), this.time));
		}
		if (this.plan.has(ChaosFault.STEP_BREAKS)) {
			this.steps.add(new ChaosStep(phase, false, () -> this.met.add(ChaosFault.STEP_BREAKS), this.time));
		}
	}

	private void start(SimulatedTask task, List<PollingSource> pollers) {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		this.lifecycle.begin(new Detected(this.identity, "chaos"),
				new SignalRules(this.plan.platform(), RebalancePolicy.NOTIFY, this.plan.drain(),
						new GracePeriod.Known(this.plan.grace(), "chaos", "prolong it")));
		this.time.at(Duration.ofMillis(500), () -> this.time.begin(this::prepare));
		if (this.plan.platform().ecs()) {
			task.source().start(this.signals.of(task.source().name()));
		}
		pollers.forEach((source) -> this.time.at(this.plan.begins().minusSeconds(10), () -> poll(source)));
	}

	private void prepare() {
		this.steps.forEach((step) -> {
			try {
				step.prepare(this.identity);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
		this.checks.stateChanged();
	}

	private void poll(PollingSource source) {
		if (!this.dead && this.time.passed().compareTo(END) < 0) {
			Duration wait = PollingSources.ask(source, this.signals.of(source.name()));
			this.time.in((this.metadata.status() == 0) ? wait.plusSeconds(1) : wait, () -> poll(source));
		}
	}

	/**
	 * Play it.
	 */
	ChaosWorld play() {
		this.callers.begin(TRAFFIC_ENDS);
		this.time.at(this.plan.begins(), this.script::interrupt);
		for (int i = 0; i < 5; i++) {
			this.time.at(this.plan.begins().plusMillis(this.random.nextInt(150_000)), this::look);
		}
		this.time.at(END.minusSeconds(40), this.script::calmDown);
		this.time.at(END, () -> {
			if (!this.dead) {
				this.checks.atTheEnd(ready());
			}
			this.dead = true;
		});
		this.time.endIn(END.plusSeconds(1));
		this.time.run();
		return this;
	}

	private void look() {
		if (!this.dead) {
			this.checks.consistent(ready());
		}
	}

	/**
	 * Send SIGTERM, and SIGKILL when the grace period is over.
	 */
	void terminate() {
		if (alive() && !stands(SIGTERM)) {
			this.signals.of(SIGTERM)
				.report(new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null));
			dieIn(this.plan.grace());
			endWhenDrained();
		}
	}

	/**
	 * The JVM ends when the handler of its signal has waited for the drain.
	 */
	private void endWhenDrained() {
		boolean told = this.lifecycle.standing().stream().anyMatch((signal) -> signal.cause().irrevocable());
		if (told && this.lifecycle.state() instanceof SpotState.Drained) {
			this.time.in(Duration.ofMillis(100), this::die);
		}
	}

	/**
	 * End the process, whatever it does.
	 */
	void dieIn(Duration duration) {
		this.time.in(duration, () -> {
			if (!this.dead) {
				this.checks.killed();
			}
			die();
		});
	}

	/**
	 * Requests may still come for a while.
	 */
	private void die() {
		this.dead = true;
		this.time.endIn(Duration.ofMinutes(1));
	}

	private boolean ready() {
		return this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
	}

	private Participants participants(Traffic traffic) {
		return new Participants() {

			@Override
			public List<DrainStep> steps() {
				return List.copyOf(ChaosWorld.this.steps);
			}

			@Override
			public List<Traffic> traffic() {
				return List.of(traffic);
			}

		};
	}

	/**
	 * Learn what the engine says, at once and before anybody else.
	 */
	void drained(DrainRun run) {
		if (!this.dead) {
			this.checks.drained(run.report());
			this.time.soon(this::endWhenDrained);
			this.time.in(Duration.ofMillis(1), this::look);
		}
	}

	void joined() {
		this.time.soon(this::endWhenDrained);
	}

	private boolean stands(String source) {
		return this.lifecycle.standing().stream().anyMatch((signal) -> signal.source().equals(source));
	}

	boolean alive() {
		return !this.dead;
	}

	private ChaosScript script() {
		return this.script;
	}

	SpotLifecycle lifecycle() {
		return this.lifecycle;
	}

	ChaosChecks checks() {
		return this.checks;
	}

	ChaosCallers callers() {
		return this.callers;
	}

	Set<ChaosFault> met() {
		if (this.plan.has(ChaosFault.REPLACEMENT_NEVER_HEALTHY) && this.checks.drains() > 0) {
			this.met.add(ChaosFault.REPLACEMENT_NEVER_HEALTHY);
		}
		return this.met;
	}

	@Override
	public void close() {
		this.time.close();
		this.context.close();
	}

	private final class Jvm implements SelfShutdown.Jvm {

		@Override
		public void start(Runnable task) {
			ChaosWorld.this.time.begin(task);
		}

		@Override
		public Gate gate() {
			return SimulatedThreads.gate(ChaosWorld.this.time);
		}

		@Override
		public void exit(int code) {
			if (!ChaosWorld.this.dead) {
				ChaosWorld.this.checks.ended(code);
			}
			die();
		}

	}

}
