package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Observer}.
 */
class ObserverTests {

	private final Observer observer = new Observer();

	@AfterEach
	void close() {
		this.observer.close();
	}

	@Test
	void awaitLooksUntilTheConditionHolds() {
		AtomicInteger looks = new AtomicInteger();
		this.observer.await(Duration.ofNanos(1), () -> looks.incrementAndGet() == 3);
		assertThat(looks).hasValue(3);
	}

	@Test
	void awaitWhenSomethingElseFailsFails() {
		this.observer.run(() -> {
			throw new IllegalStateException("no replacement");
		});
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.observer.await(Duration.ofMillis(1), () -> false))
			.withRootCauseInstanceOf(IllegalStateException.class)
			.withMessageContaining("no replacement");
	}

	@Test
	void awaitWhenSomethingElseFailsWithAnErrorFails() {
		this.observer.run(() -> {
			throw new NoClassDefFoundError("the jar was replaced");
		});
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.observer.await(Duration.ofMillis(1), () -> false))
			.withRootCauseInstanceOf(NoClassDefFoundError.class);
	}

	@Test
	void awaitWhenTheTimeIsOverFails() {
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.observer.await(Duration.ofMillis(1), () -> false, Duration.ofMillis(3),
					() -> "not in service, see its log"))
			.withRootCauseInstanceOf(IllegalStateException.class)
			.withMessageContaining("not in service, see its log");
	}

}
