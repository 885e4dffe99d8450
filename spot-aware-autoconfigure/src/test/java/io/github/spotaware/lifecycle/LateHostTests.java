package io.github.spotaware.lifecycle;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.Signals;
import io.github.spotaware.testsupport.FakeSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a container whose instance, or another that tells more, does not answer at
 * first.
 */
class LateHostTests {

	@Test
	void instanceThatAnswersLateIsWatchedBesideWhatIsAlready() {
		try (ConfigurableApplicationContext context = run()) {
			SlowHost host = context.getBean(SlowHost.class);
			Awaitility.await().until(() -> host.asked.get() > 0);
			assertThat(context.getBean("ours", FakeSource.class).started()).isTrue();
			assertThat(context.getBean(HostSource.class).starts).hasValue(0);
			host.answers = true;
			Awaitility.await().until(() -> context.getBean(HostSource.class).starts.get() > 0);
			SpotLifecycle lifecycle = context.getBean(SpotLifecycle.class);
			assertThat(lifecycle.identity().instanceId()).isEqualTo("i-1");
			assertThat(Objects.requireNonNull(lifecycle.platform()).reason()).isEqualTo("a task on i-1");
			Awaitility.await().until(() -> !Objects.requireNonNull(host.asking).isAlive());
			assertThat(context.getBean(HostSource.class).starts).hasValue(1);
			assertThat(context.getBean(SpotView.class).sources()).extracting(SourceStatus::name)
				.containsExactly("ours", "host");
		}
	}

	@Test
	void whatElseIsToldMeanwhileIsKnownAtOnce() {
		try (ConfigurableApplicationContext context = run()) {
			SlowHost host = context.getBean(SlowHost.class);
			host.tells = true;
			SpotLifecycle lifecycle = context.getBean(SpotLifecycle.class);
			Awaitility.await().until(() -> lifecycle.identity().capacity() == Capacity.SPOT);
			assertThat(lifecycle.identity().instanceId()).isNull();
			assertThat(host.answered).isFalse();
		}
	}

	@Test
	void instanceThatNeverAnswersDoesNotHoldTheClose() {
		ConfigurableApplicationContext context = run();
		SlowHost host = context.getBean(SlowHost.class);
		HostSource source = context.getBean(HostSource.class);
		Awaitility.await().until(() -> host.asked.get() > 0);
		context.close();
		Awaitility.await().until(() -> !Objects.requireNonNull(host.asking).isAlive());
		assertThat(source.starts).hasValue(0);
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
	 * Knows that this is a task, and gets no answer from the instance at first.
	 */
	static final class SlowHost implements PlatformDetector {

		private static final InstanceIdentity TASK = InstanceIdentity.unknown(Platform.ECS_EC2);

		private static final InstanceIdentity HOST = new InstanceIdentity(Platform.EC2, "i-1", "10.0.0.1",
				"eu-central-1a", "eu-central-1", Capacity.SPOT);

		private static final InstanceIdentity BOUGHT = new InstanceIdentity(Platform.ECS_EC2, null, null, null, null,
				Capacity.SPOT);

		private final AtomicInteger asked = new AtomicInteger();

		private volatile @Nullable Thread asking;

		private volatile boolean answers;

		private volatile boolean tells;

		private volatile boolean answered;

		@Override
		public boolean worthwhile() {
			return true;
		}

		@Override
		public Detected detect() {
			return new Detected(TASK, "a task");
		}

		@Override
		public boolean unanswered() {
			return !this.answered;
		}

		@Override
		public Detected askAgain(Detected detected) {
			this.asking = Thread.currentThread();
			this.asked.incrementAndGet();
			this.answered = this.answers;
			if (this.tells) {
				return new Detected(BOUGHT, detected.reason());
			}
			return this.answers ? new Detected(TASK.on(HOST), detected.reason() + " on i-1") : detected;
		}

	}

	/**
	 * Is of use once the instance answers.
	 */
	static final class HostSource implements InterruptionSource {

		private final AtomicInteger starts = new AtomicInteger();

		private final SlowHost host;

		HostSource(SlowHost host) {
			this.host = host;
		}

		@Override
		public String name() {
			return "host";
		}

		@Override
		public boolean supports(Platform platform) {
			return this.host.answered;
		}

		@Override
		public void start(Signals signals) {
			this.starts.incrementAndGet();
			signals.withdraw();
		}

		@Override
		public void stop() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class })
	static class Application {

		@Bean
		SlowHost slowHost() {
			return new SlowHost();
		}

		@Bean
		FakeSource ours() {
			return new FakeSource("ours");
		}

		@Bean
		HostSource hostSource(SlowHost host) {
			return new HostSource(host);
		}

	}

}
