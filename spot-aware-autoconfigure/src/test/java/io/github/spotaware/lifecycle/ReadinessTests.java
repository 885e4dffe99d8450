package io.github.spotaware.lifecycle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.Drain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Readiness}.
 */
class ReadinessTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final Readiness readiness = start();

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void acceptsWhenApplicationDoes() {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(state()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(this.readiness.everAccepted()).isTrue();
	}

	@Test
	void refusesWhileUndecidedAndWhenItDrains() {
		this.readiness.undecided();
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(state()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		this.readiness.decided(true);
		assertThat(state()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.readiness.everAccepted()).isFalse();
	}

	@Test
	void undoRestoresWhatTheApplicationSaysOfItself() {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		this.readiness.drain(mock(Drain.class));
		assertThat(state()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		this.readiness.undo();
		assertThat(state()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
		this.readiness.drain(mock(Drain.class));
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		this.readiness.undo();
		assertThat(state()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
	}

	@RepeatedTest(200)
	void decidedWhileTheApplicationBecomesReadyAccepts() throws Exception {
		this.readiness.undecided();
		CountDownLatch begin = new CountDownLatch(1);
		CompletableFuture<Void> decided = CompletableFuture.runAsync(() -> {
			await(begin);
			this.readiness.decided(false);
		});
		begin.countDown();
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		decided.get(10, TimeUnit.SECONDS);
		assertThat(state()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@RepeatedTest(200)
	void drainWhileTheApplicationBecomesReadyRefuses() throws Exception {
		CountDownLatch begin = new CountDownLatch(1);
		CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> {
			await(begin);
			this.readiness.drain(mock(Drain.class));
		});
		begin.countDown();
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		drained.get(10, TimeUnit.SECONDS);
		assertThat(state()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private ReadinessState state() {
		return this.context.getBean(ApplicationAvailability.class).getReadinessState();
	}

	private Readiness start() {
		this.context.registerBean(ApplicationAvailabilityBean.class);
		this.context.registerBean(Readiness.class,
				() -> new Readiness(this.context, this.context.getBean(ApplicationAvailability.class)));
		this.context.refresh();
		return this.context.getBean(Readiness.class);
	}

}
