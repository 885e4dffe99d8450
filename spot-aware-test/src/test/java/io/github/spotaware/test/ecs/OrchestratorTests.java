package io.github.spotaware.test.ecs;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotaware.test.elb.FakeLoadBalancing;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.wire.Engine;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Orchestrator}, in virtual time.
 */
class OrchestratorTests {

	private static final Target TARGET = new Target("10.0.1.15", 8080);

	private final AtomicLong now = new AtomicLong();

	private final Vertx vertx = Engine.start();

	private final FakeEcs ecs = new FakeEcs(this.vertx, this.now::get);

	private final PriorityQueue<Planned> planned = new PriorityQueue<>(
			Comparator.comparingLong(Planned::at).thenComparingInt(Planned::number));

	private final FakeLoadBalancing loadBalancing = FakeLoadBalancing.start(this.vertx, this.now::get);

	private final FakeTargetGroup group = this.loadBalancing.createTargetGroup("shop",
			TargetGroupSettings.ip(8080).withDeregistrationDelay(Duration.ofSeconds(30)));

	private final FakeTask task = this.ecs.runTask(TaskSettings.fargateSpot("10.0.1.15")
		.withDefinition(TaskDefinition.of(NetworkMode.AWSVPC).withStopTimeout(Duration.ofMinutes(1))));

	private final ScriptedProcess process = new ScriptedProcess();

	private final Orchestrator orchestrator = new Orchestrator(this.task, this.process, this::plan, () -> {
	}, this.now::get).register(this.group, TARGET);

	private int number;

	@AfterEach
	void close() {
		this.ecs.close();
		this.loadBalancing.close();
		Engine.await(this.vertx.close());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0  | SIGTERM at 0, DEREGISTERED at 0
			10 | SIGTERM at 0, DEREGISTERED at 10
			-5 | DEREGISTERED at 0, SIGTERM at 5
			   | SIGTERM at 0
			""")
	void interruptKeepsToTheLag(@Nullable Long lag, String expected) {
		this.process.lives = null;
		this.orchestrator.interrupt((lag != null) ? Duration.ofSeconds(lag) : null);
		run(30);
		assertThat(stops()).containsExactlyInAnyOrder(expected.split(", "));
		assertThat(this.task.status().stopCode()).isEqualTo("SpotInterruption");
		assertThat(this.task.status().stoppedReason()).isEqualTo("Your Spot Task was interrupted.");
		assertThat(this.task.status().isStopping()).isTrue();
	}

	@Test
	void interruptWhenTheProcessEndsInTimeKillsNothing() {
		this.process.lives = Duration.ofSeconds(20);
		this.orchestrator.interrupt(null);
		run(200);
		assertThat(stops()).containsExactly("SIGTERM at 0", "STOPPED at 20");
		assertThat(this.task.status().exitCode()).isEqualTo(143);
	}

	@Test
	void interruptWhenTheProcessLivesOnKillsItAfterTheStopTimeout() {
		this.process.lives = null;
		this.orchestrator.interrupt(null);
		run(200);
		assertThat(stops()).containsExactly("SIGTERM at 0", "SIGKILL at 60", "STOPPED at 60");
		assertThat(this.task.status().exitCode()).isEqualTo(137);
	}

	@Test
	void deployWaitsForTheDeregistrationDelay() {
		this.process.lives = Duration.ofSeconds(1);
		this.orchestrator.deploy();
		run(29);
		assertThat(this.group.state(TARGET.id(), TARGET.port())).isEqualTo(TargetState.DRAINING);
		assertThat(this.task.status().isStopping()).isFalse();
		run(60);
		assertThat(stops()).containsExactly("DEREGISTERED at 0", "SIGTERM at 30", "STOPPED at 31");
		assertThat(this.task.status().stopCode()).isEqualTo("ServiceSchedulerInitiated");
	}

	@Test
	void stopTaskDeregistersAndTerminatesTogether() {
		this.process.lives = Duration.ZERO;
		this.orchestrator.stopTask();
		run(10);
		assertThat(stops()).contains("DEREGISTERED at 0", "SIGTERM at 0");
		assertThat(this.task.status().stopCode()).isEqualTo("UserInitiated");
	}

	private List<String> stops() {
		return this.orchestrator.stops()
			.stream()
			.map((stop) -> "%s at %d".formatted(stop.kind(), Duration.ofNanos(stop.nanoTime()).toSeconds()))
			.toList();
	}

	private void plan(Duration delay, Runnable action) {
		this.planned.add(new Planned(this.now.get() + delay.toNanos(), this.number++, action));
	}

	private void run(int seconds) {
		long until = this.now.get() + Duration.ofSeconds(seconds).toNanos();
		for (Planned next = this.planned.peek(); next != null && next.at() <= until; next = this.planned.peek()) {
			this.planned.remove();
			this.now.set(next.at());
			next.action().run();
		}
		this.now.set(until);
	}

	/**
	 * Is something to do.
	 */
	private record Planned(long at, int number, Runnable action) {
	}

	/**
	 * A process that lives on after SIGTERM as long as told.
	 */
	private final class ScriptedProcess implements TaskProcess {

		private final CompletableFuture<Integer> exit = new CompletableFuture<>();

		private @Nullable Duration lives;

		@Override
		public void terminate() {
			if (this.lives != null) {
				plan(this.lives, () -> this.exit.complete(143));
			}
		}

		@Override
		public void kill() {
			this.exit.complete(137);
		}

		@Override
		public CompletableFuture<Integer> onExit() {
			return this.exit;
		}

	}

}
