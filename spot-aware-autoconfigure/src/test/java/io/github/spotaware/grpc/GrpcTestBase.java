package io.github.spotaware.grpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotState;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.lifecycle.DrainReport;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.streams.StreamsAutoConfiguration;
import io.github.spotaware.testsupport.FakeSource;
import io.github.spotaware.testsupport.Fakes;
import io.github.spotaware.testsupport.Refusal;
import org.junit.jupiter.api.AfterEach;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerServicesAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.awaitility.Awaitility.await;

/**
 * Starts applications that serve gRPC, and clients.
 */
abstract class GrpcTestBase {

	private final List<AutoCloseable> closeables = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.closeables) {
			if (closeable instanceof ConfigurableApplicationContext context && context.isActive()) {
				context.getBean(Stock.class).open();
				context.getBeanProvider(Holds.class).ifAvailable(Holds::releaseAll);
			}
			closeable.close();
		}
	}

	final <T extends AutoCloseable> T closing(T closeable) {
		this.closeables.add(0, closeable);
		return closeable;
	}

	final StockClient client(int port) {
		return closing(new StockClient(port));
	}

	final StockClient client(ConfigurableApplicationContext context) {
		return client(port(context));
	}

	static int port(ConfigurableApplicationContext context) {
		return context.getBean(GrpcServerLifecycle.class).getPort();
	}

	/**
	 * Start an application whose drain is held in its phases.
	 */
	final ConfigurableApplicationContext startHeld(String... properties) {
		return start(List.of(Aware.class, Holds.class), properties);
	}

	final ConfigurableApplicationContext start(List<Class<?>> sources, String... properties) {
		ConfigurableApplicationContext context = closing(
				new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).web(WebApplicationType.NONE)
					.properties(Fakes.PROPERTIES.toArray(String[]::new))
					.properties("spot-aware.termination-grace-period=60s", "spring.grpc.server.port=0",
							"spring.main.banner-mode=off")
					.properties(properties)
					.registerShutdownHook(false)
					.run());
		context.getBeanProvider(FakeSource.class).ifAvailable((source) -> await().until(source::started));
		return context;
	}

	static void interrupt(ConfigurableApplicationContext context) {
		context.getBean(FakeSource.class)
			.signals()
			.report(new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, null));
	}

	static void awaitDrained(ConfigurableApplicationContext context) {
		await().until(() -> context.getBean(SpotLifecycle.class).state() instanceof SpotState.Drained);
	}

	static StepOutcome outcome(ConfigurableApplicationContext context, String step) {
		return Objects.requireNonNull(context.getBean(SpotLifecycle.class).drain())
			.steps()
			.stream()
			.filter((candidate) -> candidate.name().equals(step))
			.map(DrainReport.Step::outcome)
			.map(Objects::requireNonNull)
			.findFirst()
			.orElseThrow();
	}

	static CompletableFuture<Void> closeAside(ConfigurableApplicationContext context) {
		return CompletableFuture.runAsync(context::close);
	}

	/**
	 * A service, and Spring Boot's server.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SslAutoConfiguration.class, GrpcServerAutoConfiguration.class,
			GrpcServerServicesAutoConfiguration.class, GrpcServerHealthAutoConfiguration.class })
	static class Plain {

		@Bean
		Stock stock() {
			return new Stock();
		}

	}

	/**
	 * The same, on an instance that can be interrupted.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class,
			StreamsAutoConfiguration.class, GrpcAutoConfiguration.class })
	@Import(Fakes.class)
	static class Aware extends Plain {

	}

	/**
	 * Holds the drain in its phases until the test has looked.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Holds {

		private final ObjectProvider<SpotLifecycle> lifecycle;

		private final Hold leave = new Hold(DrainPhase.LEAVE);

		private final Hold settle = new Hold(DrainPhase.SETTLE);

		Holds(ObjectProvider<SpotLifecycle> lifecycle) {
			this.lifecycle = lifecycle;
		}

		@Bean
		DrainStep holdLeaving() {
			return this.leave;
		}

		@Bean
		DrainStep holdSettling() {
			return this.settle;
		}

		void awaitEntered(DrainPhase phase) {
			await().until(() -> of(phase).entered.getCount() == 0);
			Refusal.awaitDone(this.lifecycle.getObject());
		}

		void release(DrainPhase phase) {
			of(phase).released.countDown();
		}

		void releaseAll() {
			release(DrainPhase.LEAVE);
			release(DrainPhase.SETTLE);
		}

		private Hold of(DrainPhase phase) {
			return (phase == DrainPhase.LEAVE) ? this.leave : this.settle;
		}

	}

	/**
	 * Holds one phase.
	 */
	private static final class Hold implements DrainStep {

		private final DrainPhase phase;

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		Hold(DrainPhase phase) {
			this.phase = phase;
		}

		@Override
		public String name() {
			return "hold-" + this.phase.name().toLowerCase(Locale.ROOT);
		}

		@Override
		public DrainPhase phase() {
			return this.phase;
		}

		@Override
		public StepOutcome drain(Drain drain) throws InterruptedException {
			this.entered.countDown();
			return this.released.await(30, TimeUnit.SECONDS) ? StepOutcome.done("released")
					: StepOutcome.skipped("nobody came");
		}

	}

}
