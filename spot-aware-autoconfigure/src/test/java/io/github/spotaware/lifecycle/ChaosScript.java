package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.SpotState;
import io.github.spotaware.imds.SimulatedMetadata;
import io.github.spotaware.testsupport.SimulatedTime;
import org.jspecify.annotations.Nullable;

/**
 * Does to a world what its plan says.
 */
final class ChaosScript {

	private static final DateTimeFormatter MAINTENANCE_TIME = DateTimeFormatter
		.ofPattern("d MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private final ChaosPlan plan;

	private final ChaosWorld world;

	private final SimulatedTime time;

	private final ChaosMetadata metadata;

	private final ChaosBalancer balancer;

	private final ChaosSignals signals;

	private final ChaosBook book;

	private final Consumer<ChaosFault> met;

	private final Random random;

	private @Nullable String stopCode;

	ChaosScript(ChaosPlan plan, ChaosWorld world, SimulatedTime time, ChaosMetadata metadata, ChaosBalancer balancer,
			ChaosSignals signals, ChaosBook book, Consumer<ChaosFault> met) {
		this.plan = plan;
		this.world = world;
		this.time = time;
		this.metadata = metadata;
		this.balancer = balancer;
		this.signals = signals;
		this.book = book;
		this.met = met;
		this.random = new Random(plan.seed() + 6);
	}

	/**
	 * Return with which code ECS stops the task, {@code null} while it does not.
	 */
	@Nullable String stopCode() {
		return this.stopCode;
	}

	/**
	 * Let it begin.
	 */
	void interrupt() {
		switch (this.plan.platform()) {
			case ECS_FARGATE -> stopTask(Duration.ZERO);
			case ECS_EC2 -> interruptTaskOnInstance();
			case KUBERNETES -> interruptPod();
			default -> interruptInstance();
		}
		if (this.plan.has(ChaosFault.CLOCK_STEP)) {
			during(ChaosFault.CLOCK_STEP, () -> this.time.stepClock(seconds(-7_200, 7_200)));
		}
		if (this.plan.has(ChaosFault.PAUSE)) {
			during(ChaosFault.PAUSE, () -> {
				Duration stall = seconds(1, 8);
				this.book.stalled(stall);
				this.time.stall(stall);
			});
		}
		if (this.plan.has(ChaosFault.SECOND_NOTICE)) {
			during(ChaosFault.SECOND_NOTICE, this::secondNotice);
		}
		if (this.plan.has(ChaosFault.TAKEN_BACK)) {
			this.time.in(seconds(1, 60), this::operatorChangesHisMind);
		}
		if (this.plan.has(ChaosFault.SIGTERM_IN_THE_MIDDLE)) {
			during(ChaosFault.SIGTERM_IN_THE_MIDDLE, this.world::terminate);
		}
	}

	private void during(ChaosFault fault, Runnable action) {
		this.time.in(seconds(1, 60), () -> {
			if (this.world.alive()) {
				if (this.world.lifecycle().state() instanceof SpotState.Draining) {
					this.met.accept(fault);
				}
				action.run();
			}
		});
	}

	private void interruptInstance() {
		switch (this.random.nextInt(10)) {
			case 0 -> {
				this.metadata.put(SimulatedMetadata.AUTO_SCALING, "Terminated");
				this.world.dieIn(Duration.ofSeconds(64));
			}
			case 1 -> this.metadata.put(SimulatedMetadata.AUTO_SCALING, "Standby");
			case 2 -> this.metadata.put(SimulatedMetadata.MAINTENANCE,
					"[{\"Code\":\"system-reboot\",\"State\":\"active\",\"EventId\":\"e-1\",\"NotBefore\":\"%s\"}]"
						.formatted(MAINTENANCE_TIME.format(this.time.clock().instant().plusSeconds(90))));
			case 3 -> this.world.terminate();
			case 4 -> {
				this.metadata.put(SimulatedMetadata.REBALANCE,
						"{\"noticeTime\":\"%s\"}".formatted(this.time.clock().instant()));
				this.time.in(seconds(0, 60), this::interruptSpot);
			}
			default -> interruptSpot();
		}
	}

	private void interruptSpot() {
		boolean resumes = this.plan.has(ChaosFault.RESUMED);
		String action = resumes ? List.of("stop", "hibernate").get(this.random.nextInt(2))
				: List.of("terminate", "terminate", "terminate", "stop", "later").get(this.random.nextInt(5));
		announce(action, this.plan.ahead());
		this.world.checks().replacementExpected();
		if (resumes) {
			Duration at = (this.plan.ahead().toSeconds() > 0) ? this.plan.ahead() : Duration.ofSeconds(20);
			this.time.in(at.plusMillis(500), () -> resume(at));
		}
		else {
			this.world
				.dieIn((this.plan.ahead().toSeconds() >= 5) ? this.plan.ahead() : this.plan.grace().plusSeconds(6));
		}
	}

	private void announce(String action, Duration ahead) {
		this.metadata.put(SimulatedMetadata.SPOT,
				"{\"action\":\"%s\",\"time\":\"%s\"}".formatted(action, this.time.clock().instant().plus(ahead)));
	}

	/**
	 * The instance slept for an hour.
	 */
	private void resume(Duration ahead) {
		if (this.world.alive() && this.world.lifecycle().drain() != null) {
			this.met.accept(ChaosFault.RESUMED);
		}
		this.time.stepClock(Duration.ofHours(1).plus(ahead));
		this.metadata.clear();
	}

	private void secondNotice() {
		if (this.plan.platform() == Platform.ECS_FARGATE || this.random.nextBoolean()) {
			operatorDrains();
		}
		else if (this.plan.platform() == Platform.EC2 && this.random.nextBoolean()) {
			this.metadata.put(SimulatedMetadata.AUTO_SCALING, "Terminated");
			this.world.dieIn(Duration.ofSeconds(64));
		}
		else {
			Duration ahead = seconds(5, 120);
			announce("terminate", ahead);
			this.world.dieIn(ahead);
		}
	}

	private void operatorDrains() {
		Instant by = this.time.clock().instant().plus(seconds(30, 90));
		this.signals.of(OperatorControl.SOURCE)
			.report(new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, by));
	}

	private void operatorChangesHisMind() {
		operatorDrains();
		this.time.in(seconds(0, 40), () -> {
			if (this.world.alive() && this.world.lifecycle().state() instanceof SpotState.Draining) {
				this.met.accept(ChaosFault.TAKEN_BACK);
			}
			this.signals.of(OperatorControl.SOURCE).withdraw();
		});
	}

	private void interruptTaskOnInstance() {
		int kind = this.random.nextInt(3);
		if (kind > 0) {
			announce("terminate", this.plan.ahead());
			this.world
				.dieIn((this.plan.ahead().toSeconds() >= 5) ? this.plan.ahead() : this.plan.grace().plusSeconds(6));
		}
		if (kind < 2) {
			stopTask(seconds(0, 10));
		}
	}

	private void stopTask(Duration delay) {
		int lag = List.of(-5, 0, 2, 5, 10, 15, Integer.MAX_VALUE).get(this.random.nextInt(7));
		String code = List.of("SpotInterruption", "SpotInterruption", "ServiceSchedulerInitiated", "UserInitiated")
			.get(this.random.nextInt(4));
		Duration told = delay.plusSeconds(Math.max(0, -lag));
		if (lag < Integer.MAX_VALUE) {
			this.time.in(told.plusSeconds(lag), this.balancer::deregister);
		}
		this.time.in(told, () -> {
			this.stopCode = code;
			this.world.terminate();
		});
	}

	private void interruptPod() {
		int kind = this.random.nextInt(3);
		if (kind > 0) {
			announce("terminate", this.plan.ahead());
			this.world
				.dieIn((this.plan.ahead().toSeconds() >= 5) ? this.plan.ahead() : this.plan.grace().plusSeconds(6));
		}
		if (kind < 2) {
			this.time.in(seconds(0, 30), () -> {
				if (this.random.nextBoolean()) {
					this.signals.of("kubernetes-pod")
						.report(new InterruptionNotice(NoticeCause.POD_DELETION, InstanceAction.NONE,
								this.time.clock().instant().plus(this.plan.grace())));
				}
				this.time.in(seconds(0, 15), this.balancer::deregister);
				this.world.terminate();
			});
		}
	}

	/**
	 * Take back what can be.
	 */
	void calmDown() {
		this.metadata.clear();
		this.signals.of(OperatorControl.SOURCE).withdraw();
	}

	private Duration seconds(int least, int most) {
		return Duration.ofMillis(1000L * least + this.random.nextInt(1000 * (most - least) + 1));
	}

}
