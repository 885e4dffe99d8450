package io.github.spotaware.diagnostics;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.FindingLog;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.SpotPrepared;
import io.github.spotaware.testsupport.Fakes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Doctor} and when findings are said beside it.
 */
@ExtendWith(OutputCaptureExtension.class)
class DoctorTests {

	private static final Finding EARLY = new Finding("early", Severity.WARNING, "Found in the start.", "Mend it.");

	private static final Log logger = LogFactory.getLog(DoctorTests.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				LifecycleAutoConfiguration.class, DoctorAutoConfiguration.class))
		.withUserConfiguration(Fakes.class)
		.withPropertyValues(Fakes.PROPERTIES.toArray(String[]::new));

	@Test
	void examineSaysEachFindingOnceAndThenWhatItDidNotSay(CapturedOutput output) {
		this.runner.run((context) -> {
			FindingLog log = context.getBean(FindingLog.class);
			context.getBeanProvider(Check.class)
				.stream()
				.flatMap((check) -> check.findings().stream())
				.forEach((finding) -> log.say(finding, () -> logger.warn(finding)));
			say(log, EARLY);
			assertThat(output).doesNotContain("elb-access-denied:", "early:");
			prepared(context);
			assertThat(output).containsOnlyOnce("Doctor: ")
				.containsOnlyOnce("elb-access-denied:")
				.containsOnlyOnce("early:")
				.containsSubsequence("Doctor: ", "elb-access-denied:", "early:");
			say(log, EARLY);
			assertThat(output.getOut().split("early:")).hasSize(3);
		});
	}

	@Test
	void closingSaysWhatIsHeld(CapturedOutput output) {
		this.runner.run((context) -> say(context.getBean(FindingLog.class), EARLY));
		assertThat(output).containsOnlyOnce("early:").doesNotContain("Doctor: ");
	}

	@Test
	void startWithoutPlatformSaysWhatIsHeld(CapturedOutput output) {
		new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
			.properties(Fakes.PROPERTIES.toArray(String[]::new))
			.properties("fake.platform=NONE")
			.listeners((event) -> {
				if (event instanceof ApplicationReadyEvent) {
					assertThat(output).containsOnlyOnce("early:");
				}
			})
			.run()
			.close();
		assertThat(output).containsOnlyOnce("early:").doesNotContain("Doctor: ");
	}

	@Test
	void logWhenSwitchedOffIsAbsent() {
		this.runner.withPropertyValues("spot-aware.doctor=off")
			.run((context) -> assertThat(context).doesNotHaveBean(FindingLog.class).doesNotHaveBean(Doctor.class));
	}

	@Test
	void examinationOfItsOwnSaysNothing(CapturedOutput output) {
		FindingLog log = new DoctorConfiguration().spotFindingLog();
		say(log, EARLY);
		assertThat(log.withdraw(EARLY)).isTrue();
		assertThat(output).doesNotContain("early:");
	}

	private static void say(FindingLog log, Finding finding) {
		log.say(finding, () -> logger.warn(finding));
	}

	private static void prepared(ApplicationContext context) {
		context.publishEvent(new SpotPrepared(InstanceIdentity.unknown(Platform.EC2)));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class,
			DoctorAutoConfiguration.class })
	@Import(Fakes.class)
	static class App {

		@Bean
		SmartInitializingSingleton early(FindingLog log) {
			return () -> say(log, EARLY);
		}

	}

}
