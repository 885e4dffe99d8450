package io.github.spotaware.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.spotaware.Check;
import io.github.spotaware.DrainStep;
import io.github.spotaware.Finding;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.diagnostics.DoctorAutoConfiguration;
import io.github.spotaware.testsupport.FakeSource;
import io.github.spotaware.testsupport.Fakes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests that what an application adds may fail, and takes nothing else with it.
 */
@ExtendWith(OutputCaptureExtension.class)
class ForeignBeansTests {

	private static final String BROKEN = "broken on purpose";

	private @Nullable ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void beansThatFailTakeNothingElseWithThem(CapturedOutput output) {
		ConfigurableApplicationContext started = start(Broken.class);
		await().until(() -> started.getBean(FakeSource.class).started());
		await().until(() -> started.getBean(Broken.class).told);
		await().untilAsserted(() -> assertThat(output).contains("does not tell how long SIGTERM leaves")
			.contains("Source 'broken' is left out")
			.contains("A listener failed when all had got ready for a drain"));
		assertThat(output).contains("Doctor: ");
		started.getBean(FakeSource.class).interrupt(InstanceAction.TERMINATE, null);
		await().until(() -> started.getBean(SpotLifecycle.class).state().id().equals("drained"));
	}

	@Test
	void checkThatFailsIsAFindingBesideTheOthers() {
		ConfigurableApplicationContext started = start(Broken.class);
		assertThat(started.getBean(SpotView.class).findings())
			.filteredOn((finding) -> finding.id().equals("check-failed"))
			.singleElement()
			.satisfies((finding) -> assertThat(finding.severity()).isEqualTo(Severity.UNCHECKED))
			.extracting(Finding::message)
			.asString()
			.contains(BROKEN);
		assertThat(started.getBean(SpotView.class).findings()).extracting(Finding::id).contains("other");
	}

	@Test
	void stepThatCannotBeMadeIsSaidAndDoesNotKeepTheApplicationFromItsCallers(CapturedOutput output) {
		ConfigurableApplicationContext started = start(Unmade.class);
		await().untilAsserted(() -> assertThat(output)
			.contains("Getting ready for an interruption failed. It is left at this: sources that watch: none"));
		await().until(() -> started.getBean(ApplicationAvailability.class)
			.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(started.getBean(Unmade.class).reasons).singleElement().asString().contains("unmadeStep");
	}

	private ConfigurableApplicationContext start(Class<?> beans) {
		this.context = new SpringApplicationBuilder(Application.class).sources(beans)
			.web(WebApplicationType.NONE)
			.properties(Fakes.PROPERTIES.toArray(String[]::new))
			.run();
		return Objects.requireNonNull(this.context);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class,
			DoctorAutoConfiguration.class })
	@Import(Fakes.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Broken {

		private volatile boolean told;

		@Bean
		GracePeriod brokenGracePeriod() {
			return (identity) -> {
				throw new IllegalStateException(BROKEN);
			};
		}

		@Bean
		InterruptionSource brokenSource() {
			InterruptionSource source = mock();
			given(source.name()).willReturn("broken");
			given(source.supports(any(Platform.class))).willThrow(new IllegalStateException(BROKEN));
			return source;
		}

		@Bean
		Check brokenCheck() {
			return () -> {
				throw new IllegalStateException(BROKEN);
			};
		}

		@Bean
		Check otherCheck() {
			return () -> List.of(new Finding("other", Severity.INFO, "Seen.", "Nothing."));
		}

		@EventListener(SpotPrepared.class)
		void prepared() {
			this.told = true;
			throw new IllegalStateException(BROKEN);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unmade {

		private final List<String> reasons = new CopyOnWriteArrayList<>();

		@EventListener
		void notPrepared(SpotNotPrepared event) {
			this.reasons.add(event.reason());
		}

		@Bean
		@Lazy
		DrainStep unmadeStep() {
			throw new IllegalStateException(BROKEN);
		}

	}

}
