package io.github.spotaware.lifecycle;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.testsupport.FakeSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a platform that does not answer at first.
 */
class LateAnswerTests {

	@Test
	void platformThatAnswersLateIsWatched() {
		try (ConfigurableApplicationContext context = run()) {
			SlowDetector detector = context.getBean(SlowDetector.class);
			Awaitility.await().until(() -> detector.asked.get() > 1);
			assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
				.isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(context.getBean(FakeSource.class).started()).isFalse();
			assertThat(context.getBean(SpotLifecycle.class).active()).isFalse();
			detector.answers = true;
			Awaitility.await().until(() -> context.getBean(FakeSource.class).started());
			assertThat(context.getBean(SpotLifecycle.class).holds()).isTrue();
		}
	}

	@Test
	void platformThatNeverAnswersDoesNotHoldTheClose() {
		ConfigurableApplicationContext context = run();
		Awaitility.await().until(() -> context.getBean(SlowDetector.class).asked.get() > 0);
		Thread thread = Objects.requireNonNull(context.getBean(SlowDetector.class).asking);
		context.close();
		Awaitility.await().until(() -> !thread.isAlive());
		assertThat(context.isActive()).isFalse();
	}

	private static ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spot-aware.in-tests=true", "spot-aware.shutdown=never",
					"spot-aware.termination-grace-period=1s", "spot-aware.drain.settle=20ms",
					"spot-aware.drain.quiet-period=10ms", "spot-aware.drain.reserve=50ms")
			.registerShutdownHook(false)
			.run();
	}

	/**
	 * Sees a sign of a platform, and gets no answer at first.
	 */
	static final class SlowDetector implements PlatformDetector {

		private final AtomicInteger asked = new AtomicInteger();

		private volatile @Nullable Thread asking;

		private volatile boolean answers;

		@Override
		public boolean worthwhile() {
			return true;
		}

		@Override
		public Detected detect() {
			this.asking = Thread.currentThread();
			this.asked.incrementAndGet();
			return this.answers
					? new Detected(new InstanceIdentity(Platform.EC2, "i-1", "10.0.0.1", "eu-central-1a",
							"eu-central-1", Capacity.SPOT), "it answers")
					: new Detected(InstanceIdentity.unknown(Platform.NONE), "it does not answer");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class })
	static class Application {

		@Bean
		SlowDetector slowDetector() {
			return new SlowDetector();
		}

		@Bean
		FakeSource fakeSource() {
			return new FakeSource("fake");
		}

	}

}
