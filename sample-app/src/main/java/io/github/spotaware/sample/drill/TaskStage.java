package io.github.spotaware.sample.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.github.spotaware.sample.drill.TaskOptions.LaunchType;
import io.github.spotaware.sample.process.FakeEnvironment;
import io.github.spotaware.sample.process.ShopLaunch;
import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.sample.process.ShopProcesses;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.ecs.FakeTask;
import io.github.spotaware.test.ecs.NetworkMode;
import io.github.spotaware.test.ecs.Orchestrator;
import io.github.spotaware.test.ecs.ServiceSettings;
import io.github.spotaware.test.ecs.TaskDefinition;
import io.github.spotaware.test.ecs.TaskSettings;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.HealthCheck;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.imds.FakeInstance;
import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;

/**
 * Is the AWS of one run with tasks: a service with a target group and its load balancer.
 */
final class TaskStage implements AutoCloseable {

	/**
	 * As in the deployment templates.
	 */
	static final HealthCheck HEALTH_CHECK = new HealthCheck("/actuator/health/readiness", Duration.ofSeconds(5),
			Duration.ofSeconds(2), 2, 2);

	private static final String SERVICE = "shop";

	private static final int FIRST_PORT = 12_000;

	/**
	 * Above it any connection may take the port before the instance does.
	 */
	private static final int FIRST_EPHEMERAL_PORT = 32_000;

	private static final int MOST_PORTS = 1000;

	private final FakeAws aws = FakeAws.start();

	private final TaskOptions options;

	private final DrillOptions drill;

	private final Mode mode;

	private final ShopProcesses processes;

	private final FakeTargetGroup group;

	private final TaskDefinition definition;

	private final List<TaskInstance> started = new ArrayList<>();

	TaskStage(DrillOptions drill, TaskOptions options, Mode mode, ShopProcesses processes) {
		this.drill = drill;
		this.options = options;
		this.mode = mode;
		this.processes = processes;
		boolean fargate = options.launchType() == LaunchType.FARGATE;
		this.group = this.aws.loadBalancing()
			.createTargetGroup("shop",
					(fargate ? TargetGroupSettings.ip(8080) : TargetGroupSettings.instance(8080))
						.withDeregistrationDelay(drill.deregistrationDelay())
						.withHealthCheck(HEALTH_CHECK));
		this.definition = TaskDefinition.of(fargate ? NetworkMode.AWSVPC : NetworkMode.BRIDGE)
			.withStopTimeout(options.stopTimeout());
		this.aws.ecs()
			.createService(ServiceSettings.of(SERVICE).with(ServiceSettings.LoadBalancer.of(this.group.arn())));
		if (mode == Mode.WITHOUT_CALLS) {
			this.aws.ecs().fail(Faults.ANY, Fault.accessDenied());
			this.aws.loadBalancing().fail(Faults.ANY, Fault.accessDenied());
		}
	}

	FakeAws aws() {
		return this.aws;
	}

	/**
	 * Start a task, as ECS does: it is registered when its container runs, and healthy by
	 * its health checks.
	 */
	TaskInstance start(int number) {
		int port = freePort();
		String instanceId = "i-%017x".formatted(number);
		TaskSettings settings = settings(number, instanceId, port);
		Target target = (this.options.launchType() == LaunchType.FARGATE) ? new Target("10.0.1." + number % 256, port)
				: new Target(instanceId, port);
		FakeTask task = this.aws.ecs().runTask(settings);
		ShopProcess process = this.processes.start(launch(instanceId, port, task));
		Orchestrator orchestrator = Orchestrator.of(task, new TaskShop(process)).register(this.group, target);
		TaskInstance instance = new TaskInstance(process, orchestrator, target);
		synchronized (this.started) {
			this.started.add(instance);
		}
		return instance;
	}

	private TaskSettings settings(int number, String instanceId, int port) {
		TaskSettings settings = (this.options.launchType() == LaunchType.FARGATE)
				? TaskSettings.fargateSpot("10.0.1." + number % 256) : TaskSettings.ec2Bridge(instanceId, port);
		return settings.withDefinition(this.definition).inService(SERVICE);
	}

	private ShopLaunch launch(String instanceId, int port, FakeTask task) {
		Map<String, String> properties = new LinkedHashMap<>(this.drill.server().properties());
		properties.put("server.port", Integer.toString(port));
		if (!this.mode.aware()) {
			properties.put("spot-aware.enabled", "false");
		}
		if (this.mode == Mode.WITHOUT_CALLS) {
			properties.put("spot-aware.termination-grace-period", this.options.stopTimeout().toMillis() + "ms");
		}
		Map<String, String> environment = new LinkedHashMap<>(FakeEnvironment.of(this.aws, task));
		if (this.options.launchType() == LaunchType.EC2) {
			environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", instance(instanceId).metadataEndpoint().toString());
		}
		return new ShopLaunch(instanceId, properties, environment, this.mode == Mode.IGNORING);
	}

	/**
	 * The instance that a task on EC2 is on.
	 */
	FakeInstance instance(String id) {
		return this.aws.instance(id, "10.0.0.1");
	}

	static int freePort() {
		for (int attempt = 0; attempt < MOST_PORTS; attempt++) {
			int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_EPHEMERAL_PORT);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (BindException ex) {
				// Somebody else has it.
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		throw new IllegalStateException("No port is free");
	}

	/**
	 * Whether the load balancer has found a task healthy.
	 */
	boolean serves(TaskInstance instance) {
		if (!instance.process().isAlive()) {
			throw new IllegalStateException(
					"Task '%s' ended during its start, see %s".formatted(instance.target(), instance.process().log()));
		}
		return this.group.state(instance.target().id(), instance.target().port()) == TargetState.HEALTHY;
	}

	ApplicationLoadBalancer startLoadBalancer() {
		ApplicationLoadBalancer.Builder builder = ApplicationLoadBalancer.of(this.group).addresses((id) -> "127.0.0.1");
		NodePlan.of(this.drill).forEach((node) -> builder.node(node.address(), node.share(), node.lag()));
		return builder.start();
	}

	@Override
	public void close() {
		synchronized (this.started) {
			this.started.forEach((instance) -> instance.process().kill());
			this.started.forEach((instance) -> instance.orchestrator().close());
		}
		this.aws.close();
	}

}
