package io.github.spotaware.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.spotaware.DrainPhase;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FinishWorkStep}.
 */
class FinishWorkStepTests {

	private static final long NOW = Duration.ofHours(1).toNanos();

	private final Owner owner = new Owner();

	private final FinishWorkStep step = new FinishWorkStep(() -> Stream.of(new Owner(), this.owner), () -> NOW,
			Duration.ofMinutes(5));

	@Test
	void waitsWhileTheApplicationIsStillServing() {
		assertThat(this.step.phase()).isEqualTo(DrainPhase.SETTLE);
		assertThat(this.step.awaited()).isTrue();
	}

	@Test
	void nothingInHandTakesNoTime() throws InterruptedException {
		ShrinkingDrain drain = new ShrinkingDrain(Duration.ofSeconds(20), () -> {
		});
		assertThat(this.step.drain(drain)).isEqualTo(StepOutcome.skipped("nothing is in hand"));
		assertThat(drain.waited()).isZero();
	}

	@Test
	void waitsUntilWorkIsFinished() throws InterruptedException {
		this.owner.begin("orders", NOW);
		List<String> waits = new ArrayList<>();
		ShrinkingDrain drain = new ShrinkingDrain(Duration.ofSeconds(20), () -> {
			waits.add("wait");
			if (waits.size() == 3) {
				this.owner.works.clear();
			}
		});
		assertThat(this.step.drain(drain)).isEqualTo(StepOutcome.done("nothing is in hand"));
		assertThat(waits).hasSize(3);
		assertThat(this.owner.givenBack).isZero();
	}

	@Test
	void namesAndGivesBackWhatIsNotFinishedBeforeTheDrainEnds() throws InterruptedException {
		this.owner.begin("orders", NOW);
		this.owner.begin("orders", NOW);
		this.owner.begin("mail", NOW);
		ShrinkingDrain drain = new ShrinkingDrain(Duration.ofSeconds(20), () -> {
		});
		StepOutcome outcome = this.step.drain(drain);
		assertThat(outcome).isEqualTo(new StepOutcome(Result.TIMED_OUT, "not finished: mail, orders (2)"));
		assertThat(drain.waited()).isEqualTo(Duration.ofSeconds(19));
		assertThat(this.owner.givenBack).isOne();
	}

	@Test
	void earlierDeadlineThatJoinsCounts() throws InterruptedException {
		this.owner.begin("orders", NOW);
		List<ShrinkingDrain> drains = new ArrayList<>();
		ShrinkingDrain drain = new ShrinkingDrain(Duration.ofMinutes(20),
				() -> drains.get(0).shorten(Duration.ofMillis(900)));
		drains.add(drain);
		assertThat(this.step.drain(drain).result()).isEqualTo(Result.TIMED_OUT);
		assertThat(drain.waited()).isEqualTo(Duration.ofMillis(50));
	}

	@Test
	void whatNeverEndsIsNamedAndNotWaitedFor() throws InterruptedException {
		this.owner.begin("com.example.Loop.forever", NOW - Duration.ofMinutes(5).toNanos());
		ShrinkingDrain drain = new ShrinkingDrain(Duration.ofSeconds(20), () -> {
		});
		assertThat(this.step.drain(drain))
			.isEqualTo(StepOutcome.done("not waited for, since it has gone on for long: com.example.Loop.forever"));
		assertThat(drain.waited()).isZero();
	}

	@Test
	void whatWasNotWaitedForIsGivenBackWhenTheDrainHasEnded() throws InterruptedException {
		this.owner.begin("com.example.Loop.forever", NOW - Duration.ofMinutes(5).toNanos());
		this.step.drain(new ShrinkingDrain(Duration.ofSeconds(20), () -> {
		}));
		assertThat(this.owner.givenBack).isZero();
		this.step.drained();
		assertThat(this.owner.givenBack).isOne();
	}

	@Test
	void whatWouldNotHaveBegunLongAgoIsWaitedForHoweverLongItTakes() throws InterruptedException {
		this.owner.begin("orders", NOW - Duration.ofMinutes(5).toNanos() + 1);
		ShrinkingDrain drain = new ShrinkingDrain(Duration.ofMinutes(30), () -> {
		});
		assertThat(this.step.drain(drain).result()).isEqualTo(Result.TIMED_OUT);
		assertThat(drain.waited()).isEqualTo(Duration.ofMinutes(30).minusSeconds(1));
	}

	@Test
	void longListsAreCut() {
		assertThat(Listing.of(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c, d, e");
		assertThat(Listing.of(List.of("f", "e", "d", "c", "b", "a", "a"))).isEqualTo("a (2), b, c, d, e and 1 more");
	}

	private static final class Owner implements WorkInHand {

		private final Collection<Work> works = new CopyOnWriteArrayList<>();

		private int givenBack;

		void begin(String description, long since) {
			this.works.add(new Work(description, since));
		}

		@Override
		public Collection<Work> inHand() {
			return this.works;
		}

		@Override
		public void giveBack() {
			this.givenBack++;
		}

	}

}
