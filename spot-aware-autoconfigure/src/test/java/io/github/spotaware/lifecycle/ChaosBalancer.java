package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.spotaware.testsupport.SimulatedElbClient;
import io.github.spotaware.testsupport.SimulatedGroup;
import io.github.spotaware.testsupport.SimulatedGroup.Member;
import io.github.spotaware.testsupport.SimulatedTime;
import io.github.spotaware.testsupport.TokenBucket;
import org.jspecify.annotations.Nullable;

/**
 * The load balancer of a world: its group, its health checks, its API and what goes wrong
 * with it. Knows what really happened.
 */
final class ChaosBalancer implements SimulatedElbClient.Wire {

	private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

	private static final Member OTHER = new Member("10.0.7.1", 8080);

	private final ChaosPlan plan;

	private final SimulatedTime time;

	private final Random random;

	private final SimulatedGroup group;

	private final Member us;

	private final BooleanSupplier ready;

	private final BooleanSupplier dead;

	private final Consumer<ChaosFault> met;

	private final TokenBucket describing;

	private final TokenBucket modifying;

	private final Set<String> told = new TreeSet<>();

	private @Nullable Duration leftAt;

	private @Nullable Duration deregisteredAt;

	private boolean deregisteredByUs;

	private int failedChecks;

	private int goodChecks;

	ChaosBalancer(ChaosPlan plan, SimulatedTime time, SimulatedGroup group, Member us, BooleanSupplier ready,
			BooleanSupplier dead, Consumer<ChaosFault> met) {
		this.plan = plan;
		this.time = time;
		this.random = new Random(plan.seed() + 1);
		this.group = group;
		this.us = us;
		this.ready = ready;
		this.dead = dead;
		this.met = met;
		this.describing = new TokenBucket(2, 0.05, time.ticker());
		this.modifying = new TokenBucket(1, 0.1, time.ticker());
		// Somebody else has used it up.
		this.modifying.take();
		group.register(us, true);
		group.register(OTHER, plan.otherHealthy());
		time.at(CHECK_INTERVAL, this::check);
		time.at(plan.begins().plus(plan.replacement()), () -> {
			group.healthy(OTHER, true);
			update();
		});
		if (plan.has(ChaosFault.GROUP_GONE)) {
			time.at(plan.begins().plusMillis(this.random.nextInt(20_000) - 5_000L), () -> {
				group.delete();
				update();
			});
		}
	}

	SimulatedElbClient client() {
		return new SimulatedElbClient(Map.of(this.group.arn(), this.group), this);
	}

	private void check() {
		boolean good = this.ready.getAsBoolean() && !this.dead.getAsBoolean();
		this.goodChecks = good ? this.goodChecks + 1 : 0;
		this.failedChecks = good ? 0 : this.failedChecks + 1;
		if (this.goodChecks >= 2 || this.failedChecks >= 2) {
			this.group.healthy(this.us, good);
			update();
		}
		this.time.in(CHECK_INTERVAL, this::check);
	}

	private void update() {
		if (this.group.routesTo(this.us)) {
			this.leftAt = null;
		}
		else if (this.leftAt == null) {
			this.leftAt = this.time.passed();
		}
	}

	/**
	 * Take us out, as an orchestrator does.
	 */
	void deregister() {
		this.group.deregister(this.us);
		update();
	}

	@Override
	public void call(String action) throws InterruptedException {
		boolean describes = action.startsWith("Describe");
		if (!describes) {
			// It changes how we are, heard or not.
			this.told.add("unknown");
		}
		boolean begun = this.time.passed().compareTo(this.plan.begins().minusSeconds(2)) > 0;
		if (!begun) {
			return;
		}
		if (this.dead.getAsBoolean()) {
			throw SimulatedElbClient.unreachable();
		}
		this.time.pause(Duration.ofMillis(5 + this.random.nextInt(100)));
		if (this.plan.has(ChaosFault.ELB_DENIED)) {
			this.met.accept(ChaosFault.ELB_DENIED);
			throw SimulatedElbClient.denied();
		}
		if (this.plan.has(ChaosFault.ELB_SILENT) && this.random.nextInt(3) > 0) {
			this.time.pause(CALL_TIMEOUT);
			this.met.accept(ChaosFault.ELB_SILENT);
			throw SimulatedElbClient.unreachable();
		}
		if (this.plan.has(ChaosFault.ELB_THROTTLED) && !(describes ? this.describing : this.modifying).take()) {
			this.met.accept(ChaosFault.ELB_THROTTLED);
			throw SimulatedElbClient.throttled();
		}
		if (this.group.gone()) {
			this.met.accept(ChaosFault.GROUP_GONE);
		}
	}

	@Override
	public void done(String action) {
		this.deregisteredByUs = action.equals("DeregisterTargets");
		this.deregisteredAt = this.time.passed();
		update();
	}

	/**
	 * Whoever asks for all may do so for another reason than to know how we are.
	 */
	@Override
	public void told(List<Member> asked, Function<Member, String> states) {
		if (asked.contains(this.us)) {
			this.told.clear();
		}
		this.told.add(states.apply(this.us));
	}

	/**
	 * Return whether a node sends us new requests.
	 */
	boolean routes(ChaosPlan.Node node) {
		return this.leftAt == null || this.time.passed().compareTo(this.leftAt.plus(node.lag())) < 0;
	}

	/**
	 * Return when it last heard us deregister, or register.
	 */
	Duration heardAt() {
		return (this.deregisteredAt != null) ? this.deregisteredAt : Duration.ZERO;
	}

	/**
	 * Return whether it heard us deregister, and not register again.
	 */
	boolean deregisteredByUs() {
		return this.deregisteredByUs;
	}

	/**
	 * Return what it said of us when we last asked for ourselves, and since.
	 */
	Set<String> told() {
		return this.told;
	}

	String state() {
		return this.group.gone() ? "unused" : this.group.state(this.us);
	}

	boolean empty() {
		return !this.group.hasHealthyBesides(this.us) && !this.group.gone();
	}

}
