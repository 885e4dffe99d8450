package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.spotaware.Deadline;
import io.github.spotaware.testsupport.FakeSource;
import io.github.spotaware.testsupport.Fakes;
import io.github.spotaware.testsupport.Gates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class ClosingWatchTests {

	private static final String WORDS = "is in the way: this application has not closed";

	private final List<Duration> waits = new ArrayList<>();

	private final List<Runnable> looks = new ArrayList<>();

	private final Threads threads = new Threads(Runnable::run, Runnable::run, Runnable::run, (nanos, look) -> {
		this.waits.add(Duration.ofNanos(nanos));
		this.looks.add(look);
	}, SemaphoreGate::new, () -> 0);

	@Test
	void beanWhenItIsNotDestroyedInTimeIsNamed(CapturedOutput output) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(Fakes.PROPERTIES.toArray(String[]::new))
			.properties("spot-aware.termination-grace-period=5s")
			.registerShutdownHook(false)
			.run();
		await().until(() -> context.getBean(FakeSource.class).started());
		Stubborn stubborn = context.getBean(Stubborn.class);
		CompletableFuture<Void> closing = CompletableFuture.runAsync(context::close);
		try {
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(output).contains(
						"Bean 'connectionPool' (%s.close(ClosingWatchTests.java".formatted(Stubborn.class.getName())));
			assertThat(output).contains(WORDS).contains("before its deadline (configured grace period of 5 s)");
			assertThat(closing).isNotDone();
		}
		finally {
			stubborn.gates.open();
		}
		assertThat(closing).succeedsWithin(Duration.ofSeconds(20));
	}

	@Test
	void contextWhenItIsClosedInTimeIsLeftInPeace(CapturedOutput output) {
		GenericApplicationContext context = new GenericApplicationContext();
		context.refresh();
		ClosingWatch watch = new ClosingWatch(context, this.threads);
		watch.begin(deadline(Duration.ofSeconds(5)));
		this.looks.get(0).run();
		assertThat(output).containsOnlyOnce(WORDS);
		context.close();
		this.looks.get(0).run();
		assertThat(output).containsOnlyOnce(WORDS);
	}

	@Test
	void watchLooksOneSecondBeforeTheDeadlineOrWhenHalfOfTheTimeIsOver() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.refresh();
		ClosingWatch watch = new ClosingWatch(context, this.threads);
		watch.begin(deadline(Duration.ofSeconds(5)));
		watch.begin(deadline(Duration.ofMillis(400)));
		assertThat(this.waits).containsExactly(Duration.ofSeconds(4), Duration.ofMillis(200));
		context.close();
	}

	private static Deadline deadline(Duration after) {
		return new Deadline(after.toNanos(), Instant.EPOCH, "test");
	}

	/**
	 * An application with a bean that is not done when it should be.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class })
	@Import(Fakes.class)
	static class Application {

		@Bean
		Stubborn connectionPool() {
			return new Stubborn();
		}

	}

	/**
	 * Does not close before it is let.
	 */
	static final class Stubborn implements AutoCloseable {

		private final Gates gates = new Gates();

		@Override
		public void close() {
			this.gates.pass();
		}

	}

}
