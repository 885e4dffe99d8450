package io.github.spotaware.actuate;

import java.security.Principal;
import java.util.List;
import java.util.Set;

import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.testsupport.Fakes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SpotEndpointAutoConfiguration}.
 */
class SpotEndpointAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=spot";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				LifecycleAutoConfiguration.class, SpotEndpointAutoConfiguration.class))
		.withUserConfiguration(Fakes.class)
		.withPropertyValues(Fakes.PROPERTIES.toArray(String[]::new));

	@Test
	void endpointWhenNotExposedIsAbsent() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(SpotEndpoint.class)
			.doesNotHaveBean(SpotEndpointWebExtension.class));
	}

	@Test
	void endpointWhenExposedIsThere() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(SpotEndpoint.class)
				.hasSingleBean(SpotEndpointWebExtension.class));
	}

	@Test
	void endpointWhenAccessIsNoneIsAbsent() {
		this.runner.withPropertyValues(EXPOSED, "management.endpoint.spot.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(SpotEndpoint.class));
	}

	@Test
	void endpointWithoutActuatorIsAbsent() {
		this.runner.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("spotEndpoint"));
	}

	@Test
	void endpointWithoutLifecycleIsAbsent() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SpotEndpointAutoConfiguration.class))
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SpotEndpoint.class));
	}

	@Test
	void webExtensionWhenExposedToJmxOnlyIsAbsent() {
		this.runner.withPropertyValues("management.endpoints.jmx.exposure.include=spot", "spring.jmx.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(SpotEndpoint.class)
				.doesNotHaveBean(SpotEndpointWebExtension.class));
	}

	@Test
	void targetsWithoutTargetGroupsAreNotFound() {
		this.runner.withPropertyValues(EXPOSED)
			.withInitializer((context) -> context.addBeanFactoryPostProcessor(
					(beans) -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("fakeTargets")))
			.run((context) -> assertThat(context.getBean(SpotEndpointWebExtension.class)
				.part(new User(null, Set.of()), "targets")
				.getStatus()).isEqualTo(404));
	}

	@ParameterizedTest
	@CsvSource({ "never, user, ops, false", "always, , , true", "when-authorized, , , false",
			"when-authorized, user, , true", "when-authorized, user, dev, false", "when-authorized, user, ops, true" })
	void valuesAreShownAsBootShowsThem(String showValues, String user, String role, boolean shown) {
		String roles = (role != null) ? "management.endpoint.spot.roles=ops" : "unrelated=";
		this.runner.withPropertyValues(EXPOSED, "management.endpoint.spot.show-values=" + showValues, roles)
			.run((context) -> {
				SpotReport report = context.getBean(SpotEndpointWebExtension.class)
					.spot(new User(user, Set.of("" + role)));
				assertThat(report.callers()).extracting(SpotReport.Caller::address)
					.isEqualTo(List.of(shown ? Fakes.CALLER : "******"));
			});
	}

	@Test
	void platformWhenNotYetKnownIsBeingDetected() {
		this.runner.withPropertyValues(EXPOSED).run((context) -> {
			SpotReport report = context.getBean(SpotEndpoint.class).spot();
			assertThat(report.platform().name()).isEqualTo("detecting");
			assertThat(report.platform().capacity()).isEqualTo("unknown");
		});
	}

	@Test
	void operationsWhenCalledByJmxThrowTheReason() {
		this.runner.withPropertyValues(EXPOSED).run((context) -> {
			SpotEndpoint endpoint = context.getBean(SpotEndpoint.class);
			assertThatIllegalStateException().isThrownBy(() -> endpoint.drain(null))
				.withMessage("There is no platform on which to drain");
			assertThatIllegalStateException().isThrownBy(endpoint::cancel)
				.withMessage("No operator's drain is under way");
			assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> endpoint.drain("soon"))
				.withMessageStartingWith("'soon' is no deadline");
		});
	}

	private record User(@Nullable String name, Set<String> roles) implements SecurityContext {

		@Override
		public @Nullable Principal getPrincipal() {
			String user = this.name;
			return (user != null) ? () -> user : null;
		}

		@Override
		public boolean isUserInRole(String role) {
			return this.roles.contains(role);
		}

	}

}
