package io.github.spotaware.test.ecs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import io.github.spotaware.test.ecs.Stop.Kind;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetState;
import org.jspecify.annotations.Nullable;

/**
 * Stops a task as ECS does: tells why, deregisters it, sends SIGTERM, and SIGKILL after
 * its stop timeout, as in <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html">Fargate
 * Spot termination notices</a> and <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html">Optimize
 * load balancer connection draining parameters</a>. Stops one task once.
 */
public final class Orchestrator implements AutoCloseable {

	private static final Duration LOOK = Duration.ofMillis(200);

	private final FakeTask task;

	private final TaskProcess process;

	private final Map<FakeTargetGroup, Target> targets = new LinkedHashMap<>();

	private final BiConsumer<Duration, Runnable> timer;

	private final Runnable closer;

	private final LongSupplier ticker;

	private final List<Stop> stops = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Integer> ended;

	Orchestrator(FakeTask task, TaskProcess process, BiConsumer<Duration, Runnable> timer, Runnable closer,
			LongSupplier ticker) {
		this.task = task;
		this.process = process;
		this.timer = timer;
		this.closer = closer;
		this.ticker = ticker;
		this.ended = process.onExit().thenApply(this::stopped);
	}

	/**
	 * Begins with a task.
	 * @param task the task
	 * @param process what runs in it
	 * @return the orchestrator
	 */
	public static Orchestrator of(FakeTask task, TaskProcess process) {
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((runnable) -> {
			Thread thread = new Thread(runnable, "orchestrator");
			thread.setDaemon(true);
			return thread;
		});
		return new Orchestrator(task, process, (delay, action) -> later(executor, delay, action), executor::shutdownNow,
				System::nanoTime);
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private static void later(ScheduledExecutorService executor, Duration delay, Runnable action) {
		if (!executor.isShutdown()) {
			executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * Registers the task with a target group, as ECS does when its containers run.
	 * @param group the group
	 * @param target the task's target
	 * @return this orchestrator
	 */
	public Orchestrator register(FakeTargetGroup group, Target target) {
		this.targets.put(group, target);
		group.register(target.id(), target.port());
		return this;
	}

	/**
	 * Interrupts the task, as Fargate Spot does, and ECS on EC2 with Spot draining.
	 * @param lag from SIGTERM until the task is deregistered; negative if it is before,
	 * {@code null} if it never is
	 */
	public void interrupt(@Nullable Duration lag) {
		stop("SpotInterruption", "Your Spot Task was interrupted.", lag);
	}

	/**
	 * Stops the task as a user does ({@code StopTask}).
	 */
	public void stopTask() {
		stop("UserInitiated", "Task stopped by user", Duration.ZERO);
	}

	private void stop(String code, String reason, @Nullable Duration lag) {
		this.task.stopping(code, reason);
		boolean before = lag != null && lag.isNegative();
		if (lag != null) {
			this.timer.accept(before ? Duration.ZERO : lag, this::deregister);
		}
		this.timer.accept((lag != null && before) ? lag.negated() : Duration.ZERO, this::terminate);
	}

	/**
	 * Stops the task for a deployment: deregisters it, and ends it once its target groups
	 * say that it is unused.
	 */
	public void deploy() {
		this.timer.accept(Duration.ZERO, () -> {
			deregister();
			terminateOnceUnused();
		});
	}

	private void terminateOnceUnused() {
		boolean unused = this.targets.entrySet()
			.stream()
			.allMatch((entry) -> entry.getKey()
				.state(entry.getValue().id(), entry.getValue().port()) == TargetState.UNUSED);
		if (unused) {
			this.task.stopping("ServiceSchedulerInitiated",
					"Scaling activity initiated by (deployment ecs-svc/0123456789012345678)");
			terminate();
		}
		else {
			this.timer.accept(LOOK, this::terminateOnceUnused);
		}
	}

	private void deregister() {
		this.targets.forEach((group, target) -> group.deregister(target.id(), target.port()));
		did(Kind.DEREGISTERED);
	}

	private void terminate() {
		if (!this.ended.isDone()) {
			this.process.terminate();
			did(Kind.SIGTERM);
			this.timer.accept(this.task.stopTimeout(), this::kill);
		}
	}

	private void kill() {
		if (!this.ended.isDone()) {
			did(Kind.SIGKILL);
			this.process.kill();
		}
	}

	private int stopped(int exitCode) {
		did(Kind.STOPPED);
		this.task.stopped(exitCode);
		return exitCode;
	}

	private void did(Kind kind) {
		this.stops.add(new Stop(kind, this.ticker.getAsLong()));
	}

	/**
	 * Returns what was done so far.
	 * @return what was done, in order
	 */
	public List<Stop> stops() {
		return List.copyOf(this.stops);
	}

	/**
	 * Does nothing more.
	 */
	@Override
	public void close() {
		this.closer.run();
	}

}
