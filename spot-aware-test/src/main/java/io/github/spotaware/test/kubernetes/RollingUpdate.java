package io.github.spotaware.test.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Replaces pods one after another, with one more than needed and never one less: <a href=
 * "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment">Rolling
 * Update Deployment</a>. Does not wait for the end of a pod that was deleted.
 */
public final class RollingUpdate {

	private final List<FakePod> old;

	private final Supplier<FakePod> template;

	private final Consumer<FakePod> delete;

	private final ControlLoop loop;

	private final List<FakePod> started = new ArrayList<>();

	private final List<FakePod> deleted = new ArrayList<>();

	private final long begun;

	private final CompletableFuture<Duration> complete = new CompletableFuture<>();

	private final CompletableFuture<Duration> ended = new CompletableFuture<>();

	RollingUpdate(List<FakePod> old, Supplier<FakePod> template, Consumer<FakePod> delete, ControlLoop loop) {
		this.old = List.copyOf(old);
		this.template = template;
		this.delete = delete;
		this.loop = loop;
		this.begun = loop.nanoTime();
	}

	void start() {
		this.old.forEach((pod) -> pod.watch(this::later));
		later();
	}

	/**
	 * Returns what completes when all new pods are ready and all old ones deleted, which
	 * is when {@code kubectl rollout status} returns.
	 * @return the time it took, to come
	 */
	public CompletableFuture<Duration> complete() {
		return this.complete.copy();
	}

	/**
	 * Returns what completes when the last old pod has ended, too.
	 * @return the time it took, to come
	 */
	public CompletableFuture<Duration> ended() {
		return this.ended.copy();
	}

	private void later() {
		this.loop.after(Duration.ZERO, this::step);
	}

	private void step() {
		int wanted = this.old.size();
		List<FakePod> kept = this.old.stream().filter((pod) -> !this.deleted.contains(pod)).toList();
		long ready = this.started.stream().filter((pod) -> pod.status().ready()).count();
		if (this.started.size() < wanted && kept.size() + this.started.size() <= wanted) {
			FakePod pod = this.template.get();
			this.started.add(pod);
			pod.watch(this::later);
		}
		if (!kept.isEmpty() && kept.stream().filter((pod) -> pod.status().ready()).count() + ready > wanted) {
			this.deleted.add(kept.get(0));
			this.delete.accept(kept.get(0));
			later();
		}
		if (kept.isEmpty() && ready == wanted) {
			this.complete.complete(elapsed());
		}
		if (this.complete.isDone() && this.old.stream().allMatch((pod) -> pod.status().ended())) {
			this.ended.complete(elapsed());
		}
	}

	private Duration elapsed() {
		return Duration.ofNanos(this.loop.nanoTime() - this.begun);
	}

}
