package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.SpotState;
import io.github.spotaware.Traffic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TerminationSignals}.
 */
class TerminationSignalsTests {

	private final VirtualTime time = new VirtualTime();

	private final AtomicLong now = new AtomicLong();

	private final JvmLifecycles jvm = new JvmLifecycles();

	private final TerminationSignals signals = new TerminationSignals(this.jvm, this.now::get);

	private final SpotLifecycle lifecycle = lifecycle();

	@Test
	void arrivedWhenDrainedLetsTheJvmGoOn() {
		CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> this.signals.arrived("SIGTERM"));
		Awaitility.await().until(() -> this.lifecycle.deadline() != null);
		assertThat(this.lifecycle.state()).isInstanceOf(SpotState.Draining.class);
		assertThat(first).isNotDone();
		this.time.run();
		assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
	}

	@Test
	void arrivedWhenRepeatedAtOnceChangesNothing() {
		CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> this.signals.arrived("SIGTERM"));
		Awaitility.await().until(() -> this.lifecycle.deadline() != null);
		this.now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1999));
		assertThat(this.signals.arrived("SIGTERM")).isFalse();
		assertThat(first).isNotDone();
		this.time.run();
		assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
	}

	@Test
	void arrivedWhenRepeatedAfterTwoSecondsSkipsTheRest() {
		CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> this.signals.arrived("SIGTERM"));
		Awaitility.await().until(() -> this.lifecycle.deadline() != null);
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(2));
		assertThat(this.signals.arrived("SIGINT")).isFalse();
		assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
		assertThat(this.lifecycle.state()).isInstanceOf(SpotState.Draining.class);
	}

	@Test
	void arrivedWhenAnOrchestratorRepeatsItWaitsOn() {
		this.lifecycle.begin(new Detected(InstanceIdentity.unknown(Platform.ECS_FARGATE), "test"),
				this.lifecycle.rules());
		CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> this.signals.arrived("SIGTERM"));
		Awaitility.await().until(() -> this.lifecycle.deadline() != null);
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(10));
		assertThat(this.signals.arrived("SIGTERM")).isFalse();
		assertThat(first).isNotDone();
		this.time.run();
		assertThat(this.lifecycle.state()).isInstanceOf(SpotState.Drained.class);
		assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
	}

	private SpotLifecycle lifecycle() {
		FakeTraffic traffic = new FakeTraffic(this.time.ticker());
		traffic.arrive("10.0.0.1");
		Participants participants = new Participants() {

			@Override
			public List<DrainStep> steps() {
				return List.of();
			}

			@Override
			public List<Traffic> traffic() {
				return List.of(traffic);
			}

		};
		SpotAwareProperties properties = new SpotAwareProperties(true, false, false, Duration.ofSeconds(90),
				RebalancePolicy.NOTIFY, ShutdownPolicy.AUTO, new SpotAwareProperties.Drain(Duration.ofSeconds(20),
						Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMinutes(2)));
		SpotLifecycle created = new SpotLifecycle(properties, participants, new SilentObserver(), this.time.threads(),
				this.time.clock());
		created.begin(new Detected(InstanceIdentity.unknown(Platform.EC2), "test"),
				new SignalRules(Platform.EC2, RebalancePolicy.NOTIFY, properties.drain(),
						new GracePeriod.Known(Duration.ofSeconds(90), "test", "prolong it")));
		this.jvm.join(created);
		return created;
	}

}
