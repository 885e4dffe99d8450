package io.github.spotaware.sample.process;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StartUp}.
 */
class StartUpTests {

	private final AtomicLong now = new AtomicLong();

	private final StartUp startUp = new StartUp(Duration.ofSeconds(1), (pause) -> this.now.addAndGet(pause.toNanos()),
			this.now::get);

	@Test
	void awaitReturnsOnceItServes() {
		this.startUp.await(new Fake(Long.MAX_VALUE, Duration.ofMillis(400).toNanos()));
		assertThat(Duration.ofNanos(this.now.get())).isEqualTo(Duration.ofMillis(400));
	}

	@Test
	void awaitWhenItDiesNamesTheLog() {
		assertThatIllegalStateException().isThrownBy(() -> this.startUp.await(new Fake(1, Long.MAX_VALUE)))
			.withMessage("Instance 'i-1' ended during its start, see i-1.log");
	}

	@Test
	void awaitWhenItHangsGivesUp() {
		assertThatIllegalStateException().isThrownBy(() -> this.startUp.await(new Fake(Long.MAX_VALUE, Long.MAX_VALUE)))
			.withMessage("Instance 'i-1' does not serve after 1 s, see i-1.log");
	}

	private final class Fake implements StartUp.Instance {

		private final long dies;

		private final long serves;

		Fake(long dies, long serves) {
			this.dies = dies;
			this.serves = serves;
		}

		@Override
		public String instanceId() {
			return "i-1";
		}

		@Override
		public Object log() {
			return "i-1.log";
		}

		@Override
		public boolean isAlive() {
			return StartUpTests.this.now.get() < this.dies;
		}

		@Override
		public boolean serves() {
			return StartUpTests.this.now.get() >= this.serves;
		}

	}

}
