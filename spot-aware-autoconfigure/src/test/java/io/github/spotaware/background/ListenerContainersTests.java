package io.github.spotaware.background;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.testsupport.FakeDrain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerContainers}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListenerContainersTests {

	private final List<FakeContainer> containers = new ArrayList<>();

	private final Queue<Runnable> threads = new ArrayDeque<>();

	private long now = 1;

	private final ListenerContainers listeners = new ListenerContainers("test-listeners", () -> this.containers,
			Set.of("kept")::contains, () -> this.now, this.threads::add);

	private final PauseIntakeStep step = new PauseIntakeStep(this.listeners);

	@Test
	void stepHasTheNameOfTheKind() {
		assertThat(this.step.name()).isEqualTo("pause-test-listeners");
	}

	@Test
	void withoutOneThereIsNothingToDo() throws Exception {
		assertThat(this.step.drain(new FakeDrain())).isEqualTo(StepOutcome.skipped("none is running"));
	}

	@Test
	void stopsEachOnAThreadOfItsOwnAndDoesNotWait() throws Exception {
		FakeContainer orders = add("orders");
		FakeContainer mail = add("mail");
		assertThat(this.step.drain(new FakeDrain())).isEqualTo(StepOutcome.done("paused mail, orders"));
		assertThat(this.threads).hasSize(2);
		runThreads();
		assertThat(orders.calls).containsExactly("stop within PT1M");
		assertThat(mail.calls).containsExactly("stop within PT1M");
	}

	@Test
	void hasInHandWhatHasNotStopped() {
		FakeContainer orders = add("orders");
		add("mail");
		this.now = 7;
		this.listeners.pause(new FakeDrain());
		assertThat(this.listeners.inHand()).containsExactlyInAnyOrder(new Work("orders", 7), new Work("mail", 7));
		runThreads();
		orders.finish();
		assertThat(this.listeners.inHand()).containsExactly(new Work("mail", 7));
	}

	@Test
	void leavesAloneWhatIsNotRunningAndWhatIsKept() {
		FakeContainer stopped = add("stopped");
		stopped.running = false;
		add("kept");
		assertThat(this.listeners.pause(new FakeDrain())).isEmpty();
		assertThat(this.listeners.inHand()).isEmpty();
		this.listeners.resume();
		assertThat(this.threads).isEmpty();
	}

	@Test
	void pausedTwiceIsStoppedOnce() {
		FakeContainer orders = add("orders");
		this.listeners.pause(new FakeDrain());
		assertThat(this.listeners.pause(new FakeDrain())).isEmpty();
		runThreads();
		assertThat(orders.calls).hasSize(1);
	}

	@Test
	void startsAgainWhatItHasStopped() {
		FakeContainer orders = add("orders");
		this.listeners.pause(new FakeDrain());
		runThreads();
		orders.finish();
		this.listeners.resume();
		runThreads();
		assertThat(orders.calls).containsExactly("stop within PT1M", "start");
		assertThat(this.listeners.inHand()).isEmpty();
	}

	@Test
	void startsOneThatIsStillStoppingOnceItHasStopped() {
		FakeContainer orders = add("orders");
		this.listeners.pause(new FakeDrain());
		runThreads();
		this.listeners.resume();
		runThreads();
		assertThat(orders.calls).containsExactly("stop within PT1M");
		orders.finish();
		runThreads();
		assertThat(orders.calls).containsExactly("stop within PT1M", "start");
	}

	@Test
	void oneThatIsStillStoppingIsNotStartedInAnotherDrain() {
		FakeContainer orders = add("orders");
		this.listeners.pause(new FakeDrain());
		runThreads();
		this.listeners.resume();
		assertThat(this.listeners.pause(new FakeDrain())).isEmpty();
		assertThat(this.listeners.inHand()).hasSize(1);
		orders.finish();
		runThreads();
		assertThat(orders.calls).containsExactly("stop within PT1M");
		this.listeners.resume();
		runThreads();
		assertThat(orders.calls).containsExactly("stop within PT1M", "start");
	}

	@Test
	void oneThatIsStartedWhileAnotherDrainBeginsIsStoppedAgain() {
		FakeContainer orders = add("orders");
		this.listeners.pause(new FakeDrain());
		runThreads();
		orders.finish();
		this.listeners.resume();
		orders.whenStarting = () -> assertThat(this.listeners.pause(new FakeDrain())).isEmpty();
		runThreads();
		assertThat(orders.calls).containsExactly("stop within PT1M", "start", "stop within PT1M");
		assertThat(this.listeners.inHand()).hasSize(1);
	}

	@Test
	void oneThatCannotBeStoppedOrStartedIsNamedAndStopsNothing(CapturedOutput output) {
		FakeContainer orders = add("orders");
		FakeContainer mail = add("mail");
		orders.failure = new IllegalStateException("broker gone");
		this.listeners.pause(new FakeDrain());
		runThreads();
		mail.finish();
		assertThat(this.listeners.inHand()).isEmpty();
		assertThat(output).contains("Listener 'orders' could not be stopped").contains("broker gone");
		this.listeners.resume();
		runThreads();
		assertThat(output).contains("Listener 'orders' could not be started again");
		assertThat(mail.calls).containsExactly("stop within PT1M", "start");
	}

	@Test
	void oneThatHasNotStoppedWhenTheTimeIsOverIsToldSo() {
		FakeContainer orders = add("orders");
		FakeContainer mail = add("mail");
		this.listeners.pause(new FakeDrain());
		runThreads();
		mail.finish();
		this.listeners.giveBack();
		assertThat(orders.calls).containsExactly("stop within PT1M", "give back");
		assertThat(mail.calls).containsExactly("stop within PT1M");
	}

	private FakeContainer add(String name) {
		FakeContainer container = new FakeContainer(name);
		this.containers.add(container);
		return container;
	}

	private void runThreads() {
		for (Runnable task = this.threads.poll(); task != null; task = this.threads.poll()) {
			task.run();
		}
	}

	private static final class FakeContainer implements Container {

		private final String name;

		private final List<String> calls = new ArrayList<>();

		private boolean running = true;

		private @Nullable RuntimeException failure;

		private @Nullable Runnable whenStopped;

		private Runnable whenStarting = () -> {
		};

		FakeContainer(String name) {
			this.name = name;
		}

		void finish() {
			Objects.requireNonNull(this.whenStopped).run();
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public boolean running() {
			return this.running;
		}

		@Override
		public void stop(Duration limit, Runnable whenStopped) {
			fail();
			this.calls.add("stop within " + limit);
			this.running = false;
			this.whenStopped = whenStopped;
		}

		@Override
		public void giveBack() {
			this.calls.add("give back");
		}

		@Override
		public void start() {
			fail();
			this.calls.add("start");
			this.whenStarting.run();
			this.running = true;
		}

		private void fail() {
			if (this.failure != null) {
				throw this.failure;
			}
		}

	}

}
