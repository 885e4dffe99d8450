package io.github.spotaware.registry;

import io.github.spotaware.Check;
import io.github.spotaware.Drain;
import io.github.spotaware.DrainStep;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.serviceregistry.Registration;
import org.springframework.cloud.client.serviceregistry.ServiceRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class RegistryAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RegistryAutoConfiguration.class));

	@Test
	void contextWhenSpringCloudIsNotThereHasNothing() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(DrainStep.class)
				.doesNotHaveBean(RegistryProperties.class));
	}

	@Test
	void contextWhenThereIsNoRegistryHasAStepThatIsSkipped() {
		this.runner.run((context) -> assertThat(context.getBean(LeaveRegistries.class).drain(mock(Drain.class)))
			.hasToString("StepOutcome[result=SKIPPED, detail=no service registry has this application]"));
	}

	@Test
	void contextWhenThereIsARegistryLeavesIt() {
		this.runner.withUserConfiguration(Registered.class).run((context) -> {
			assertThat(context).hasSingleBean(Check.class);
			context.getBean(DrainStep.class).drain(mock(Drain.class));
			assertThat(context.getBean(FakeRegistry.class).set).containsExactly("shop-1 OUT_OF_SERVICE");
			context.getBean(DrainStep.class).undo();
			assertThat(context.getBean(FakeRegistry.class).status).isEqualTo("UP");
		});
	}

	@Test
	void contextWhenSwitchedOffHasNoStep() {
		this.runner.withUserConfiguration(Registered.class)
			.withPropertyValues("spot-aware.registry.leave=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DrainStep.class));
	}

	@Test
	void contextWhenTheValueIsWrongDoesNotStart() {
		this.runner.withPropertyValues("spot-aware.registry.leave=maybe")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Invalid boolean value 'maybe'"));
	}

	/**
	 * As Spring Cloud has them: the registry by its kind, the registration not before
	 * somebody asks.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Registered {

		@Bean
		ServiceRegistry<FakeRegistration> registry() {
			return new FakeRegistry();
		}

		@Bean
		@Lazy
		Registration registration() {
			return new FakeRegistration("shop-1");
		}

	}

}
