package io.github.spotaware.test.environment;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link Application} knows of the readiness.
 */
class ApplicationTests {

	@Test
	void isDisturbedWhileItsReadinessIsNotWhatItWants() {
		AtomicBoolean readiness = new AtomicBoolean(true);
		Application application = new Application((transition) -> {
		});
		application.started(null, null, false, readiness::get);
		application.wants(true);
		assertThat(application.undisturbed()).isTrue();
		readiness.set(false);
		assertThat(application.undisturbed()).isFalse();
		application.wants(false);
		assertThat(application.undisturbed()).isTrue();
	}

	@Test
	void isUndisturbedWhereNobodyKeepsItsReadiness() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext context = SpringApplication.run(Plain.class, ec2.arguments())) {
			assertThat(context.getBeanNamesForType(ApplicationAvailability.class)).isEmpty();
			assertThat(ec2.application().undisturbed()).isTrue();
		}
	}

	@Test
	void hearsWhatAnApplicationSaysOfItself() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext context = SpringApplication.run(WithReadiness.class, ec2.arguments())) {
			assertThat(ec2.application().undisturbed()).isTrue();
			ec2.application().wants(false);
			assertThat(ec2.application().undisturbed()).isFalse();
			AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(ec2.application().undisturbed()).isTrue();
		}
	}

	@Test
	void knowsWhatItWasBefore() {
		Application application = new Application((transition) -> {
		});
		application.changed(new Transition(Transition.DRAINED, "", 10));
		application.changed(new Transition(Transition.RUNNING, "", 20));
		assertThat(application.was(Transition.RUNNING, 10)).isTrue();
		assertThat(application.was(Transition.DRAINED, 10)).isFalse();
		assertThat(application.was(Transition.DRAINED, 11)).isTrue();
		assertThat(application.was(Transition.DRAINED, 20)).isTrue();
		assertThat(application.was(Transition.RUNNING, 21)).isTrue();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(ApplicationAvailabilityBean.class)
	static class WithReadiness {

	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

}
