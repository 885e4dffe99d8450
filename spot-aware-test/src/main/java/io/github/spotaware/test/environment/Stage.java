package io.github.spotaware.test.environment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.alb.LoadBalancerNode;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.HealthCheck;
import io.github.spotaware.test.elb.Registration;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.imds.FakeInstance;
import org.jspecify.annotations.Nullable;

/**
 * Holds what stands around the application: its instance, its target group, the load
 * balancer, which is started when it is first needed, and the instance that replaces it.
 */
final class Stage implements AutoCloseable {

	private static final String ID = "i-00000000000000001";

	private static final String PRIVATE_IP = "127.0.0.1";

	private final FakeAws aws = FakeAws.start();

	private final FakeInstance instance = this.aws.instance(ID, PRIVATE_IP);

	private final SpotSettings settings;

	private final FakeTargetGroup group;

	private final StandIn standIn;

	private @Nullable ApplicationLoadBalancer balancer;

	private @Nullable Target target;

	Stage(SpotSettings settings) {
		this.settings = settings;
		this.group = this.aws.loadBalancing()
			.createTargetGroup("application",
					TargetGroupSettings.instance(80)
						.withDeregistrationDelay(Duration.ofSeconds(30))
						.withHealthCheck(healthCheck(settings)));
		this.standIn = new StandIn(this.group);
	}

	/**
	 * Checks often, but with patience: a machine that runs tests may pause.
	 */
	private static HealthCheck healthCheck(SpotSettings settings) {
		return new HealthCheck(settings.healthCheck(), Duration.ofMillis(200), Probe.TIMEOUT, 2, 2);
	}

	FakeAws aws() {
		return this.aws;
	}

	FakeInstance instance() {
		return this.instance;
	}

	FakeTargetGroup group() {
		return this.group;
	}

	StandIn standIn() {
		return this.standIn;
	}

	/**
	 * Registers the application, as Auto Scaling does.
	 */
	synchronized void enter(int port) {
		this.target = new Target(ID, port);
		this.group.register(ID, port);
	}

	synchronized void leave() {
		if (this.target != null) {
			this.group.deregister(this.target.id(), this.target.port());
			this.target = null;
		}
	}

	synchronized @Nullable Target target() {
		return this.target;
	}

	synchronized ApplicationLoadBalancer balancer() {
		if (this.balancer == null) {
			ApplicationLoadBalancer.Builder builder = ApplicationLoadBalancer.of(this.group);
			if (ApplicationLoadBalancer.supports(this.settings.nodes())) {
				builder.nodes(this.settings.nodes(), this.settings.lag());
			}
			else {
				builder.node(PRIVATE_IP, 1, this.settings.lag());
			}
			this.balancer = builder.start();
		}
		return this.balancer;
	}

	synchronized boolean balanced() {
		return this.balancer != null;
	}

	/**
	 * Lets the application's process be gone, as far as its callers can see.
	 */
	synchronized void end() {
		if (this.target != null && this.balancer != null) {
			this.balancer.switchOff(this.target);
		}
	}

	synchronized void begin() {
		if (this.target != null && this.balancer != null) {
			this.balancer.switchOn(this.target);
		}
	}

	/**
	 * Goes back to how everything was in the beginning, but for the targets.
	 * @return whether the application was made to feel that something went wrong
	 */
	boolean behave() {
		boolean disturbed = new Polls(this.instance).disturbed();
		this.instance.clear();
		this.aws.loadBalancing().clear();
		return disturbed;
	}

	TargetState state() {
		Target current = target();
		return (current != null) ? this.group.state(current.id(), current.port()) : TargetState.UNUSED;
	}

	boolean letGo() {
		Target current = target();
		return current == null || balancer().nodes().stream().allMatch((node) -> node.letGoOf(current) != null);
	}

	/**
	 * Returns what happened to the application as its callers see it.
	 */
	List<Moment> moments() {
		List<Moment> moments = new ArrayList<>();
		Target current = target();
		if (current == null) {
			return moments;
		}
		for (Registration registration : this.group.registrations()) {
			if (registration.target().equals(current)) {
				add(moments, registration.unhealthySince(), "health checks failed");
				add(moments, registration.deregisteredAt(), "deregistered");
			}
		}
		if (balanced()) {
			List<LoadBalancerNode> nodes = balancer().nodes();
			nodes.forEach((node) -> add(moments, node.letGoOf(current),
					"node %s let go (%.0f %% of the traffic)".formatted(node.address(), 100 * node.share())));
			nodes.stream()
				.map((node) -> node.lastForwarded(current))
				.filter(Objects::nonNull)
				.max(Long::compare)
				.ifPresent((last) -> add(moments, last, "last request for the application"));
		}
		return moments;
	}

	private static void add(List<Moment> moments, @Nullable Long at, String what) {
		if (at != null) {
			moments.add(new Moment(at, what));
		}
	}

	@Override
	public synchronized void close() {
		if (this.balancer != null) {
			this.balancer.close();
			this.balancer = null;
		}
		this.target = null;
		this.standIn.close();
		this.aws.close();
	}

}
