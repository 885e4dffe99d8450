package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.spotaware.sample.process.FakeEnvironment;
import io.github.spotaware.sample.process.ShopLaunch;
import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.sample.process.ShopProcesses;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.HealthCheck;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.imds.FakeInstance;

/**
 * Is the AWS of one run: the instances, their target group and its load balancer.
 */
final class Stage implements AutoCloseable {

	private final FakeAws aws = FakeAws.start();

	private final DrillOptions options;

	private final Mode mode;

	private final ShopProcesses processes;

	private final FakeTargetGroup group;

	private final List<ShopProcess> started = new ArrayList<>();

	Stage(DrillOptions options, Mode mode, ShopProcesses processes) {
		this.options = options;
		this.mode = mode;
		this.processes = processes;
		this.group = this.aws.loadBalancing()
			.createTargetGroup("shop",
					TargetGroupSettings.instance(8080)
						.withDeregistrationDelay(options.deregistrationDelay())
						.withHealthCheck(healthCheck(options.fault())));
		if (mode == Mode.SPOT_AWARE) {
			Faults.apply(options.fault(), this.aws.loadBalancing());
		}
	}

	/**
	 * Checks as groups that are set up for fast deployments do, and more often where
	 * nothing else tells the load balancer, so that it is told before the shortened
	 * deadline.
	 */
	private static HealthCheck healthCheck(Fault fault) {
		Duration interval = Duration.ofSeconds(fault.leavesByHealthChecks() ? 5 : 10);
		return new HealthCheck("/actuator/health/readiness", interval, Duration.ofSeconds(2), 2, 2);
	}

	/**
	 * How long the load balancer takes at the most to notice that an instance is gone.
	 */
	Duration timeToNotice() {
		HealthCheck check = this.group.settings().healthCheck();
		return check.interval().plus(check.timeout()).multipliedBy(check.unhealthyThreshold());
	}

	FakeAws aws() {
		return this.aws;
	}

	FakeTargetGroup group() {
		return this.group;
	}

	FakeInstance instance(ShopProcess process) {
		return this.aws.instance(process.instanceId(), "10.0.0.1");
	}

	ShopProcess start(String instanceId) {
		return start(instanceId, Map.of());
	}

	/**
	 * Start an instance again that has ended, at the same port.
	 */
	ShopProcess startAgain(Target target) {
		return start(target.id(), Map.of("server.port", Integer.toString(target.port())));
	}

	private ShopProcess start(String instanceId, Map<String, String> more) {
		Map<String, String> properties = new LinkedHashMap<>(more);
		Map<String, String> environment = new LinkedHashMap<>();
		properties.putAll(this.options.server().properties());
		if (!this.mode.aware()) {
			properties.put("spot-aware.enabled", "false");
			properties.put("server.shutdown", (this.mode == Mode.IMMEDIATE) ? "immediate" : "graceful");
		}
		else {
			properties.put("spot-aware.elb.target-group-arns", this.group.arn());
			properties.putAll(Faults.properties(this.options.fault()));
			if (this.options.restart() || this.options.sigterm()) {
				properties.put("spot-aware.elb.register", "true");
				properties.put("spot-aware.termination-grace-period", this.options.notice().toMillis() + "ms");
			}
			environment.putAll(FakeEnvironment.of(this.aws, this.aws.instance(instanceId, "10.0.0.1")));
		}
		ShopProcess process = this.processes
			.start(new ShopLaunch(instanceId, properties, environment, this.mode == Mode.IGNORING));
		synchronized (this.started) {
			this.started.add(process);
		}
		return process;
	}

	void join(ShopProcess process) {
		process.awaitServing();
		this.group.register(process.instanceId(), process.port());
		this.group.healthy(process.instanceId(), process.port());
	}

	ApplicationLoadBalancer startLoadBalancer() {
		ApplicationLoadBalancer.Builder builder = ApplicationLoadBalancer.of(this.group);
		NodePlan.of(this.options).forEach((node) -> builder.node(node.address(), node.share(), node.lag()));
		return builder.start();
	}

	@Override
	public void close() {
		synchronized (this.started) {
			this.started.forEach(ShopProcess::kill);
		}
		this.aws.close();
	}

}
