package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotaware.Deadline;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.DefaultLifecycleProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownBudget}.
 */
class ShutdownBudgetTests {

	private final AtomicLong now = new AtomicLong();

	private final List<Long> timeouts = new ArrayList<>();

	private final ShutdownBudget budget = new ShutdownBudget(new DefaultLifecycleProcessor() {

		@Override
		public void setTimeoutPerShutdownPhase(long timeout) {
			ShutdownBudgetTests.this.timeouts.add(timeout);
		}

	}, Duration.ofSeconds(30), this.now::get);

	@Test
	void stopWhenThereIsNoDeadlineChangesNothing() {
		new PhaseBudget(this.budget, ShutdownStage.LATER).stop();
		assertThat(this.timeouts).isEmpty();
	}

	@Test
	void stopWhenTimeIsAmpleKeepsWhatIsConfigured() {
		this.budget.follow(deadline(100));
		new PhaseBudget(this.budget, ShutdownStage.WEB_SERVER).stop();
		assertThat(this.timeouts).containsExactly(30_000L);
	}

	@Test
	void stopRecomputesFromTheTimeThatIsLeft() {
		this.budget.follow(deadline(10));
		new PhaseBudget(this.budget, ShutdownStage.FIRST).stop();
		this.now.addAndGet(Duration.ofSeconds(4).toNanos());
		new PhaseBudget(this.budget, ShutdownStage.WEB_SERVER).stop();
		this.now.addAndGet(Duration.ofSeconds(7).toNanos());
		new PhaseBudget(this.budget, ShutdownStage.LATER).stop();
		assertThat(this.timeouts).containsExactly(4_000L, 4_800L, 0L);
	}

	private static Deadline deadline(long seconds) {
		return new Deadline(Duration.ofSeconds(seconds).toNanos(), Instant.EPOCH, "test");
	}

}
