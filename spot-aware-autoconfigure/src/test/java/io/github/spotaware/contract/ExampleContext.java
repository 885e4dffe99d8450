package io.github.spotaware.contract;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.spotaware.Check;
import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.github.spotaware.StepOutcome;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * An application without a web server, before a metadata service and maybe a load
 * balancing API.
 */
final class ExampleContext implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ConfigurableApplicationContext context;

	private ExampleContext(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static ExampleContext run(URI metadata, String... properties) {
		SpringApplication application = new SpringApplication(ExampleConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		List<String> arguments = new ArrayList<>(
				List.of("--spot-aware.in-tests=true", "--spot-aware.shutdown=never", "--spot-aware.drain.reserve=2s",
						"--spot-aware.termination-grace-period=60s", "--spot-aware.imds.poll-interval=200ms",
						"--spring.cloud.aws.imds.enabled=false", "--aws.ec2MetadataServiceEndpoint=" + metadata));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return new ExampleContext(application.run(arguments.toArray(String[]::new)));
	}

	/**
	 * Return the properties of an application whose load balancing API is elsewhere.
	 */
	static String[] loadBalancing(URI endpoint, String group, String accessKey, String secretKey) {
		return new String[] { "spot-aware.elb.target-group-arns=" + group, "spot-aware.elb.target-port=8080",
				"spring.cloud.aws.endpoint=" + endpoint, "spring.cloud.aws.region.static=us-east-1",
				"spring.cloud.aws.credentials.access-key=" + accessKey,
				"spring.cloud.aws.credentials.secret-key=" + secretKey };
	}

	/**
	 * Wait for a state.
	 */
	<S extends SpotState> S await(Class<S> state) {
		List<SpotState> states = configuration().states;
		Awaitility.await(state.getSimpleName())
			.atMost(PATIENCE)
			.until(() -> states.stream().anyMatch(state::isInstance));
		return states.stream().filter(state::isInstance).map(state::cast).findFirst().orElseThrow();
	}

	/**
	 * Wait until something is so.
	 */
	static void awaitThat(Callable<Boolean> condition) {
		Awaitility.await().atMost(PATIENCE).until(condition);
	}

	/**
	 * Return the states that were told, in order.
	 */
	List<SpotState> states() {
		return configuration().states;
	}

	/**
	 * Return a bean.
	 */
	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Return the beans of a type.
	 */
	<T> Collection<T> beans(Class<T> type) {
		return this.context.getBeansOfType(type).values();
	}

	/**
	 * Wait until the findings are as asserted.
	 */
	void awaitFindings(Consumer<List<Finding>> asserted) {
		Awaitility.await("findings")
			.atMost(PATIENCE)
			.untilAsserted(() -> asserted.accept(this.context.getBeansOfType(Check.class)
				.values()
				.stream()
				.flatMap((check) -> check.findings().stream())
				.toList()));
	}

	/**
	 * Return who the drain says that we are.
	 */
	@Nullable InstanceIdentity identity() {
		return configuration().identity;
	}

	private ExampleConfiguration configuration() {
		return this.context.getBean(ExampleConfiguration.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ExampleConfiguration {

		private final List<SpotState> states = new CopyOnWriteArrayList<>();

		private volatile @Nullable InstanceIdentity identity;

		@EventListener
		void changed(SpotStateChanged event) {
			this.states.add(event.current());
		}

		@Bean
		DrainStep identityStep() {
			return new DrainStep() {

				@Override
				public String name() {
					return "identity";
				}

				@Override
				public DrainPhase phase() {
					return DrainPhase.REFUSE;
				}

				@Override
				public StepOutcome drain(Drain drain) {
					ExampleConfiguration.this.identity = drain.identity();
					return StepOutcome.done("");
				}

			};
		}

	}

}
