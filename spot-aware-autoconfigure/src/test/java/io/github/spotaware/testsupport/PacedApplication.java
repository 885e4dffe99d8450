package io.github.spotaware.testsupport;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotState;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.SpotLifecycle;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.awaitility.Awaitility.await;

/**
 * An application that is drained from the notice to its end, and waits at each step until
 * the test has looked.
 */
public final class PacedApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private PacedApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start an application.
	 * @param type the kind of application
	 * @param sources what it consists of
	 * @param properties its properties, written as {@code name=value}
	 * @return the application, which can be interrupted
	 */
	public static PacedApplication start(WebApplicationType type, Collection<Class<?>> sources, String... properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Common.class)
			.sources(sources.toArray(Class<?>[]::new))
			.web(type)
			.properties(Fakes.PROPERTIES.toArray(String[]::new))
			.properties("spot-aware.termination-grace-period=10m", "spot-aware.drain.long-lived=2m", "server.port=0",
					"spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s")
			.properties(properties)
			.registerShutdownHook(false)
			.run();
		await().until(() -> context.getBean(FakeSource.class).started());
		return new PacedApplication(context);
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public int port() {
		return port("local.server.port");
	}

	public int port(String property) {
		return this.context.getEnvironment().getRequiredProperty(property, Integer.class);
	}

	/**
	 * Give notice. The application stays for now.
	 */
	public void interrupt() {
		bean(FakeSource.class).signals()
			.report(new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, null));
		bean(Holds.class).of(DrainPhase.STAY).awaitEntered();
	}

	/**
	 * Let it refuse readiness, and be about to leave.
	 */
	public void leave() {
		next(DrainPhase.STAY, DrainPhase.LEAVE);
	}

	/**
	 * Let it wait for its callers to let go.
	 */
	public void settle() {
		next(DrainPhase.LEAVE, DrainPhase.SETTLE);
	}

	private void next(DrainPhase from, DrainPhase to) {
		bean(Holds.class).of(from).release();
		bean(Holds.class).of(to).awaitEntered();
		Refusal.awaitDone(bean(SpotLifecycle.class));
	}

	/**
	 * Let the drain end.
	 */
	public void drained() {
		bean(Holds.class).of(DrainPhase.SETTLE).release();
		await().until(() -> bean(SpotLifecycle.class).state() instanceof SpotState.Drained);
	}

	/**
	 * Let the application context close.
	 */
	public CompletableFuture<Void> closing() {
		return CompletableFuture.runAsync(this.context::close);
	}

	@Override
	public void close() {
		if (this.context.isActive()) {
			bean(Holds.class).releaseAll();
			bean(Gates.class).open();
			this.context.close();
		}
	}

	/**
	 * What every such application has.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class })
	@Import(Fakes.class)
	static class Common {

		@Bean
		Gates gates() {
			return new Gates();
		}

		@Bean
		Holds holds() {
			return new Holds();
		}

		@Bean
		DrainStep holdStaying(Holds holds) {
			return holds.of(DrainPhase.STAY);
		}

		@Bean
		DrainStep holdLeaving(Holds holds) {
			return holds.of(DrainPhase.LEAVE);
		}

		@Bean
		DrainStep holdSettling(Holds holds) {
			return holds.of(DrainPhase.SETTLE);
		}

	}

	/**
	 * Holds the drain in its phases.
	 */
	static final class Holds {

		private final List<HoldStep> steps = List.of(new HoldStep(DrainPhase.STAY), new HoldStep(DrainPhase.LEAVE),
				new HoldStep(DrainPhase.SETTLE));

		HoldStep of(DrainPhase phase) {
			return this.steps.stream().filter((step) -> step.phase() == phase).findFirst().orElseThrow();
		}

		void releaseAll() {
			this.steps.forEach(HoldStep::release);
		}

	}

}
