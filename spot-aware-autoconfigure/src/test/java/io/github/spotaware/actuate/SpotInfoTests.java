package io.github.spotaware.actuate;

import java.util.Map;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.testsupport.FakeSource;
import io.github.spotaware.testsupport.Fakes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoEndpointAutoConfiguration;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.actuate.info.InfoEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link SpotInfo}.
 */
class SpotInfoTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				LifecycleAutoConfiguration.class, InfoContributorAutoConfiguration.class,
				InfoEndpointAutoConfiguration.class, SpotInfoAutoConfiguration.class))
		.withUserConfiguration(Fakes.class)
		.withPropertyValues("management.endpoints.web.exposure.include=info")
		.withPropertyValues(Fakes.PROPERTIES.toArray(String[]::new));

	@Test
	void infoWhenThePlatformIsNotKnownYetSaysSo() {
		this.runner.run((context) -> assertThat(context.getBean(InfoEndpoint.class).info())
			.containsOnly(entry("spot", Map.of("platform", "detecting", "capacity", "unknown", "state", "running"))));
	}

	@Test
	void infoShowsPlatformCapacityAndStateAndNoIds() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class)
			.web(WebApplicationType.NONE)
			.properties(Fakes.PROPERTIES.toArray(String[]::new))
			.properties("management.endpoints.jmx.exposure.include=info", "spring.jmx.enabled=true")
			.run()) {
			Awaitility.await().until(() -> context.getBean(FakeSource.class).started());
			InfoEndpoint info = context.getBean(InfoEndpoint.class);
			assertThat(info.info()).containsEntry("spot",
					Map.of("platform", "ec2", "capacity", "spot", "state", "running"));
			context.getBean(FakeSource.class).interrupt(InstanceAction.STOP, null);
			Awaitility.await()
				.untilAsserted(() -> assertThat(info.info()).containsEntry("spot",
						Map.of("platform", "ec2", "capacity", "spot", "state", "drained")));
			assertThat(info.info().toString()).doesNotContain(Fakes.INSTANCE).doesNotContain(Fakes.ADDRESS);
		}
	}

	@Test
	void infoWhenSwitchedOffIsAbsent() {
		this.runner.withPropertyValues("management.info.spot.enabled=false")
			.run((context) -> assertThat(context.getBean(InfoEndpoint.class).info()).isEmpty());
		this.runner.withPropertyValues("management.info.defaults.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SpotInfo.class));
	}

	@Test
	void infoWithoutActuatorIsAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader(InfoContributor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("spotInfoContributor"));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class,
			InfoContributorAutoConfiguration.class, InfoEndpointAutoConfiguration.class,
			SpotInfoAutoConfiguration.class })
	@Import(Fakes.class)
	static class App {

	}

}
