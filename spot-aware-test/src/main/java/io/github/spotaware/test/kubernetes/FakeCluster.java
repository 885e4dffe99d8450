package io.github.spotaware.test.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.wire.Engine;
import io.vertx.core.Vertx;

/**
 * Plays what surrounds the pods of one service: their kubelets, the controllers of its
 * EndpointSlices and its target group, and kube-proxy. Each of them hears of a deletion
 * on its own, so that a pod can be told to end before callers are told to leave it. Plays
 * no API server. Safe for use by several threads.
 */
public final class FakeCluster implements AutoCloseable {

	private final Vertx vertx;

	private final ControlLoop loop;

	private final Prober prober;

	private final Runnable closer;

	private final ClusterSettings settings;

	private final Journal journal;

	private final EndpointsController endpoints;

	private final List<Consumer<FakePod>> controllers = new ArrayList<>();

	private final Map<FakePod, Kubelet> kubelets = new LinkedHashMap<>();

	FakeCluster(Vertx vertx, ControlLoop loop, Prober prober, Runnable closer, ClusterSettings settings) {
		this.vertx = vertx;
		this.loop = loop;
		this.prober = prober;
		this.closer = closer;
		this.settings = settings;
		this.journal = new Journal(loop::nanoTime);
		this.endpoints = new EndpointsController(loop, settings.endpointsLag());
		this.controllers.add(this.endpoints::changed);
	}

	/**
	 * Starts a cluster.
	 * @param settings how late its parts are
	 * @return the cluster
	 */
	public static FakeCluster start(ClusterSettings settings) {
		Vertx vertx = Engine.start();
		ControlThread thread = new ControlThread();
		return new FakeCluster(vertx, thread, new HttpProber(vertx), () -> {
			thread.close();
			Engine.await(vertx.close());
		}, settings);
	}

	/**
	 * Exposes the pods by a service.
	 * @param seed of the choice among them
	 * @return the way to them
	 */
	public KubeProxy expose(long seed) {
		KubeProxy proxy = KubeProxy.start(this.vertx, this.journal, this.loop::nanoTime, seed);
		this.endpoints.watch((slice) -> this.loop.after(this.settings.proxyLag(), () -> proxy.program(slice)));
		return proxy;
	}

	/**
	 * Binds the pods that are run from now on to a target group, in ip mode.
	 * @param group the group
	 */
	public synchronized void bind(FakeTargetGroup group) {
		this.controllers.add(new TargetGroupBinding(group, this.loop, this.settings, this.journal)::changed);
	}

	/**
	 * Runs a pod whose process has just been started.
	 * @param pod the settings of the pod
	 * @param process what runs in its container
	 * @return the pod
	 */
	public synchronized FakePod run(PodSettings pod, PodProcess process) {
		FakePod running = new FakePod(pod);
		Kubelet kubelet = new Kubelet(running, process, this.prober, this.loop, this.journal);
		this.kubelets.put(running, kubelet);
		this.controllers.forEach((controller) -> running.watch(() -> controller.accept(running)));
		running.watch(new ReadinessWatch(running, this.journal));
		this.loop.after(Duration.ZERO, kubelet::start);
		return running;
	}

	/**
	 * Deletes a pod, which ends it.
	 * @param pod the pod
	 */
	public synchronized void delete(FakePod pod) {
		Kubelet kubelet = this.kubelets.get(pod);
		if (kubelet == null) {
			throw new IllegalArgumentException("Pod '%s' is not of this cluster".formatted(pod.name()));
		}
		this.loop.after(Duration.ZERO, () -> {
			if (!pod.status().terminating()) {
				this.journal.add(PodEvent.Kind.DELETED, pod.name());
				this.loop.after(this.settings.kubeletLag(), kubelet::end);
				pod.change((status) -> status.deleted(this.loop.nanoTime()));
			}
		});
	}

	/**
	 * Replaces pods by new ones, as a Deployment with {@code maxSurge} 1 and
	 * {@code maxUnavailable} 0 does.
	 * @param old the pods to be replaced
	 * @param template runs a new pod
	 * @return the update, which has begun
	 */
	public RollingUpdate update(List<FakePod> old, Supplier<FakePod> template) {
		RollingUpdate update = new RollingUpdate(old, template, this::delete, this.loop);
		update.start();
		return update;
	}

	/**
	 * Returns what was done so far.
	 * @return what was done, in order
	 */
	public List<PodEvent> events() {
		return this.journal.events();
	}

	/**
	 * Returns what was done so far to one pod, or about it.
	 * @param pod the pod
	 * @return what was done, in order
	 */
	public List<PodEvent> events(FakePod pod) {
		return events().stream().filter((event) -> event.pod().equals(pod.name())).toList();
	}

	/**
	 * Does nothing more; leaves the processes alone.
	 */
	@Override
	public void close() {
		this.closer.run();
	}

}
