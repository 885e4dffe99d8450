package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.spotaware.Capacity;
import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.SpotState;
import io.github.spotaware.Traffic;
import io.github.spotaware.elb.SimulatedSteps;
import io.github.spotaware.testsupport.SimulatedElbClient;
import io.github.spotaware.testsupport.SimulatedGroup.Member;
import io.github.spotaware.testsupport.SimulatedTime;
import io.github.spotaware.web.SimulatedTraffic;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a fleet: the real engine and its real steps, everything at its default.
 */
final class FleetInstance implements SimulatedElbClient.Wire, LifecycleObserver {

	private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

	private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);

	private static final int NODES = 3;

	private static final SpotAwareProperties PROPERTIES = new SpotAwareProperties(true, false, false, null,
			RebalancePolicy.NOTIFY, ShutdownPolicy.AUTO, new SpotAwareProperties.Drain(Duration.ofSeconds(20),
					Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMinutes(2)));

	private final Member us;

	private final Fleet fleet;

	private final SimulatedTime time;

	private final Random random;

	private final SimulatedTraffic traffic;

	private final List<DrainStep> steps = new ArrayList<>();

	private final SpotLifecycle lifecycle;

	private boolean refuses;

	private int failedChecks;

	private @Nullable Duration leftAt;

	private @Nullable Duration deregisteredAt;

	private @Nullable Duration drainedAt;

	private int describes;

	private int deregisters;

	private int served;

	private int lost;

	FleetInstance(Member us, Fleet fleet, long seed) {
		this.us = us;
		this.fleet = fleet;
		this.time = fleet.time();
		this.random = new Random(seed);
		this.traffic = new SimulatedTraffic(this.time.ticker());
		SimulatedSteps targets = SimulatedSteps.of(fleet.client(this), List.of(fleet.group().arn()), null, false,
				() -> !this.refuses, this.random, this.time);
		this.steps.add(new FakeRefusal(() -> this.refuses = true));
		this.steps.add(this.traffic.step());
		this.steps.addAll(targets.steps());
		this.lifecycle = new SpotLifecycle(PROPERTIES, participants(), this,
				SimulatedThreads.of(this.time, targets.steps()::contains), this.time.clock());
		SimulatedThreads.simulateLocks(this.lifecycle, this.steps, this.time);
		this.lifecycle.begin(new Detected(identity(), "fleet"), new SignalRules(Platform.EC2, RebalancePolicy.NOTIFY,
				PROPERTIES.drain(), new GracePeriod.Known(Duration.ofSeconds(90), "fleet", "prolong it")));
	}

	private InstanceIdentity identity() {
		return new InstanceIdentity(Platform.EC2, this.us.id(), null, null, "eu-central-1", Capacity.SPOT);
	}

	private Participants participants() {
		return new Participants() {

			@Override
			public List<DrainStep> steps() {
				return FleetInstance.this.steps;
			}

			@Override
			public List<Traffic> traffic() {
				return List.of(FleetInstance.this.traffic);
			}

		};
	}

	void begin() {
		this.time.in(millis(60_000), () -> this.time.begin(this::prepare));
		for (int i = 0; i < NODES; i++) {
			call("10.0.0." + i, Duration.ofSeconds(10).multipliedBy(i).dividedBy(NODES - 1));
		}
		this.time.at(Fleet.NOTICE.plus(millis(POLL_INTERVAL.toMillis())),
				() -> this.lifecycle.hear("imds-spot", new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION,
						InstanceAction.TERMINATE, SimulatedTime.START.plus(Fleet.DEADLINE))));
		this.time.at(Fleet.NOTICE.minus(millis(CHECK_INTERVAL.toMillis())), this::check);
	}

	private void prepare() {
		this.steps.forEach((step) -> {
			try {
				step.prepare(identity());
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	/**
	 * A node of the load balancer sends a request, and goes on for a while after we have
	 * left.
	 */
	private void call(String node, Duration lag) {
		this.time.in(Duration.ofNanos((long) (-Math.log(1 - this.random.nextDouble()) * 1e9)), () -> {
			if (this.leftAt == null || this.time.passed().compareTo(this.leftAt.plus(lag)) < 0) {
				if (this.drainedAt != null) {
					this.lost++;
				}
				else {
					this.served++;
					this.traffic.end(this.traffic.begin(node));
				}
				call(node, lag);
			}
		});
	}

	private void check() {
		this.failedChecks = this.refuses ? this.failedChecks + 1 : 0;
		if (this.failedChecks == 2) {
			this.fleet.group().healthy(this.us, false);
			leaves();
		}
		this.time.in(CHECK_INTERVAL, this::check);
	}

	private void leaves() {
		if (this.leftAt == null) {
			this.leftAt = this.time.passed();
		}
	}

	private Duration millis(long most) {
		return Duration.ofMillis(this.random.nextInt((int) most));
	}

	@Override
	public void call(String action) throws InterruptedException {
		boolean describing = action.startsWith("Describe");
		if (this.time.passed().compareTo(Fleet.NOTICE) >= 0) {
			this.describes += describing ? 1 : 0;
			this.deregisters += describing ? 0 : 1;
		}
		this.fleet.call(describing);
	}

	@Override
	public void done(String action) {
		this.deregisteredAt = this.time.passed();
		leaves();
	}

	@Override
	public void drained(Standing standing, DrainRun run) {
		// Where the instance is terminated the process ends itself then.
		this.drainedAt = this.time.passed();
	}

	@Override
	public void changed(SpotState previous, SpotState current, Standing standing) {
	}

	@Override
	public void joined(Standing standing, DrainRun run) {
	}

	@Override
	public void takenBack(DrainReport report) {
	}

	@Nullable Duration deregisteredAt() {
		return this.deregisteredAt;
	}

	@Nullable Duration drainedAt() {
		return this.drainedAt;
	}

	int describes() {
		return this.describes;
	}

	int deregisters() {
		return this.deregisters;
	}

	int served() {
		return this.served;
	}

	int lost() {
		return this.lost;
	}

}
