package io.github.spotaware.test.kubernetes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Probes and ends the container of one pod, as in <a href=
 * "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination">Termination
 * of Pods</a>. The grace period begins when it begins to end the container, and the hook
 * is in it. Restarts nothing.
 */
final class Kubelet {

	/**
	 * What a container has in any case, when its hook has used up the grace period.
	 */
	static final Duration LEAST = Duration.ofSeconds(2);

	private final FakePod pod;

	private final PodProcess process;

	private final Prober prober;

	private final ControlLoop loop;

	private final Journal journal;

	private ProbeResults results = ProbeResults.NONE;

	Kubelet(FakePod pod, PodProcess process, Prober prober, ControlLoop loop, Journal journal) {
		this.pod = pod;
		this.process = process;
		this.prober = prober;
		this.loop = loop;
		this.journal = journal;
	}

	void start() {
		this.loop.after(this.pod.settings().probe().initialDelay(), this::probe);
		CompletableFuture<?> unused = this.process.onExit()
			.thenAccept((code) -> this.loop.after(Duration.ZERO, () -> ended(code)));
	}

	/**
	 * Ends the container of a deleted pod.
	 */
	void end() {
		Duration grace = this.pod.settings().gracePeriod();
		Duration preStop = this.pod.settings().preStop();
		if (preStop.isZero()) {
			terminate(grace);
			return;
		}
		did(PodEvent.Kind.PRE_STOP);
		Duration hook = (preStop.compareTo(grace) < 0) ? preStop : grace;
		this.loop.after(hook, () -> terminate(grace.minus(hook)));
	}

	private void terminate(Duration left) {
		if (this.pod.status().ended()) {
			return;
		}
		did(PodEvent.Kind.SIGTERM);
		this.process.terminate();
		this.loop.after((left.compareTo(LEAST) < 0) ? LEAST : left, this::kill);
	}

	private void kill() {
		if (!this.pod.status().ended()) {
			did(PodEvent.Kind.SIGKILL);
			this.process.kill();
		}
	}

	private void ended(int code) {
		did(PodEvent.Kind.ENDED);
		this.pod.change((status) -> status.ended(code));
	}

	private void probe() {
		if (!this.pod.status().ended()) {
			this.prober.probe(this.pod.settings(), (passed) -> this.loop.after(Duration.ZERO, () -> probed(passed)));
			this.loop.after(this.pod.settings().probe().period(), this::probe);
		}
	}

	private void probed(boolean passed) {
		this.results = this.results.and(passed, this.pod.settings().probe());
		this.pod.change((status) -> status.probed(this.results.ready()));
	}

	private void did(PodEvent.Kind kind) {
		this.journal.add(kind, this.pod.name());
	}

}
