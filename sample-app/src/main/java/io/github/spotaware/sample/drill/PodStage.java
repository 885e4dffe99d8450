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
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.kubernetes.ClusterSettings;
import io.github.spotaware.test.kubernetes.FakeCluster;
import io.github.spotaware.test.kubernetes.FakePod;
import io.github.spotaware.test.kubernetes.PodSettings;
import io.github.spotaware.test.kubernetes.ReadinessProbe;

/**
 * Is the cluster of one run, with the way of requests to its pods.
 */
final class PodStage implements AutoCloseable {

	/**
	 * The sleep of the recipe.
	 */
	static final Duration PRE_STOP = Duration.ofSeconds(15);

	private static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(30);

	private final FakeAws aws = FakeAws.start();

	private final FakeCluster cluster;

	private final PodAccess access;

	private final PodOptions options;

	private final Server server;

	private final Mode mode;

	private final ShopProcesses processes;

	private final List<PodInstance> started = new ArrayList<>();

	PodStage(DrillOptions drill, PodOptions options, Mode mode, ShopProcesses processes) {
		this.options = options;
		this.server = drill.server();
		this.mode = mode;
		this.processes = processes;
		this.cluster = FakeCluster.start(ClusterSettings.prompt().withLag(options.endpointLag()));
		this.access = (options.way() == PodOptions.Way.ALB) ? balanced(drill)
				: new ServiceAccess(this.cluster, drill, options.callers());
	}

	private PodAccess balanced(DrillOptions drill) {
		FakeTargetGroup group = this.aws.loadBalancing()
			.createTargetGroup("shop",
					TargetGroupSettings.ip(8080)
						.withDeregistrationDelay(drill.deregistrationDelay())
						.withHealthCheck(TaskStage.HEALTH_CHECK));
		this.cluster.bind(group);
		return new BalancedAccess(group, drill);
	}

	FakeAws aws() {
		return this.aws;
	}

	FakeCluster cluster() {
		return this.cluster;
	}

	PodAccess access() {
		return this.access;
	}

	/**
	 * Start a pod, as a ReplicaSet does.
	 */
	PodInstance start(String name) {
		PodSettings settings = PodSettings.of(name, "127.0.0.1", TaskStage.freePort())
			.withProbe(ReadinessProbe.of("/actuator/health/readiness")
				.withPeriod(this.options.probePeriod())
				.withThresholds(this.options.probeFailures(), 1))
			.withGracePeriod(this.options.gracePeriod())
			.withPreStop((this.mode == Mode.PRE_STOP) ? PRE_STOP : Duration.ZERO)
			.withReadinessGate(this.options.way() == PodOptions.Way.ALB);
		ShopProcess process = this.processes.start(launch(settings));
		FakePod pod = this.cluster.run(settings, new TaskShop(process));
		PodInstance instance = new PodInstance(process, pod);
		synchronized (this.started) {
			this.started.add(instance);
		}
		return instance;
	}

	private ShopLaunch launch(PodSettings settings) {
		Map<String, String> properties = new LinkedHashMap<>(this.server.properties());
		properties.put("server.port", Integer.toString(settings.port()));
		if (!this.mode.aware()) {
			properties.put("spot-aware.enabled", "false");
		}
		else if (!settings.gracePeriod().equals(DEFAULT_GRACE_PERIOD)) {
			properties.put("spot-aware.termination-grace-period", settings.gracePeriod().toMillis() + "ms");
		}
		return new ShopLaunch(settings.name(), properties, FakeEnvironment.of(this.aws, settings));
	}

	/**
	 * Whether a pod is ready and requests reach it.
	 */
	boolean serves(PodInstance instance) {
		if (!instance.process().isAlive()) {
			throw new IllegalStateException("Pod '%s' ended during its start, see %s".formatted(instance.pod().name(),
					instance.process().log()));
		}
		return instance.pod().status().ready() && this.access.reaches(instance);
	}

	/**
	 * Fail if a pod ended that nobody deleted.
	 */
	void requireNoneFailed() {
		synchronized (this.started) {
			this.started.stream()
				.filter((instance) -> !instance.pod().status().terminating())
				.filter((instance) -> !instance.process().isAlive())
				.findFirst()
				.ifPresent(this::serves);
		}
	}

	@Override
	public void close() {
		synchronized (this.started) {
			this.started.forEach((instance) -> instance.process().kill());
		}
		this.access.close();
		this.cluster.close();
		this.aws.close();
	}

}
