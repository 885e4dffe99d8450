package io.github.spotaware.diagnostics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.spotaware.Departure;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import io.github.spotaware.lifecycle.DrainReport;
import io.github.spotaware.lifecycle.DrainReport.End;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.testsupport.FakeSource;
import io.github.spotaware.testsupport.FakeTraffic;
import io.github.spotaware.testsupport.Fakes;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TerminationLog} and what it says.
 */
class TerminationLogTests {

	private static final String POD = "KUBERNETES_SERVICE_HOST=10.100.0.1";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					SETTLED     | 14000 | 0 | 16000  | TERMINATION_SIGNAL | drained in 14 s, 0 in flight, 16 s left (termination-signal)
					SETTLED     | 480   | 0 | 29520  | CONTEXT_CLOSED     | drained in 0.5 s, 0 in flight, 30 s left (context-closed)
					SETTLED     | 9940  | 1 | 9950   | SPOT_INTERRUPTION  | drained in 9.9 s, 1 in flight, 10 s left (spot-interruption)
					SETTLED     | 95400 | 0 | 24600  | TASK_STOPPED       | drained in 95 s, 0 in flight, 25 s left (task-stopped)
					OUT_OF_TIME | 25000 | 3 | 5000   | TERMINATION_SIGNAL | out of time after 25 s, 3 in flight, 5 s left (termination-signal)
					OUT_OF_TIME | 30010 | 0 | 0      | OPERATOR           | out of time after 30 s, 0 in flight, 0 s left (operator)
					""")
	void messageTellsTheEnd(End end, long took, long inFlight, long left, NoticeCause cause, String message) {
		assertThat(TerminationMessage.of(report(end, took, inFlight, left, cause, false, List.of())))
			.isEqualTo(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			false | DONE      | SKIPPED   | ''
			false | FAILED    | DONE      | '; failed: first'
			false | TIMED_OUT |           | '; cut short: first'
			false | FAILED    | FAILED    | '; failed: first, second'
			true  |           | TIMED_OUT | '; settle cut to 6.7 s, reserve to 1.5 s; cut short: second'
			true  | TIMED_OUT | FAILED    | '; settle cut to 6.7 s, reserve to 1.5 s; failed: second; cut short: first'
			""")
	void messageTellsWhatWasCutAndWhatFailed(boolean cut, @Nullable Result first, @Nullable Result second,
			String rest) {
		List<DrainReport.Step> steps = List.of(step("first", first), step("second", second));
		assertThat(TerminationMessage
			.of(report(End.OUT_OF_TIME, 8500, 2, 1500, NoticeCause.TERMINATION_SIGNAL, cut, steps)))
			.isEqualTo("out of time after 8.5 s, 2 in flight, 1.5 s left (termination-signal)" + rest);
	}

	@Test
	void messageStaysBelowWhatKubernetesKeeps() {
		List<DrainReport.Step> steps = List.of(step("\u20ac".repeat(5000), Result.FAILED));
		String message = TerminationMessage
			.of(report(End.SETTLED, 1, 0, 1, NoticeCause.TERMINATION_SIGNAL, false, steps));
		assertThat(message).startsWith("drained in 0 s, ").contains("; failed: \u20ac");
		assertThat(message.getBytes(StandardCharsets.UTF_8).length).isBetween(2000, 4096);
	}

	@Test
	void endedWhenThereIsAFileWritesInPlaceOfWhatWasThere() throws IOException {
		Path file = Files.writeString(this.directory.resolve("log"), "something longer ".repeat(100));
		TerminationLog log = new TerminationLog(file.toString());
		log.ended(settled(1000));
		log.ended(settled(2000));
		assertThat(file).hasContent("drained in 2 s, 0 in flight, 16 s left (termination-signal)");
	}

	@Test
	void endedWhenThereIsNoFileMakesNone() {
		new TerminationLog(this.directory.resolve("log").toString()).ended(settled(1000));
		new TerminationLog(this.directory.resolve("no").resolve("log").toString()).ended(settled(1000));
		assertThat(this.directory).isEmptyDirectory();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\0", "/", "/dev/null", "/proc/version" })
	void endedWhenThePathIsNoFileToWriteToDoesNothing(String path) {
		new TerminationLog(path).ended(settled(1000));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void endedWhenTakenBackForgetsWhatWasWritten() throws IOException {
		Path file = Files.writeString(this.directory.resolve("log"), "somebody else's");
		TerminationLog log = new TerminationLog(file.toString());
		DrainReport cancelled = report(End.CANCELLED, 1, 0, 1, NoticeCause.OPERATOR, false, List.of());
		log.ended(cancelled);
		assertThat(file).hasContent("somebody else's");
		log.ended(settled(1000));
		log.ended(cancelled);
		assertThat(file).isEmptyFile();
	}

	@Test
	void contextWhenDrainedHasWritten() throws IOException {
		Path file = Files.createFile(this.directory.resolve("log"));
		ConfigurableApplicationContext context = start(POD, "spot-aware.kubernetes.termination-log=" + file,
				"spot-aware.termination-grace-period=30s");
		context.close();
		assertThat(file).content()
			.matches("drained in \\d+(\\.\\d)? s, 0 in flight, \\d+(\\.\\d)? s left \\(context-closed\\)(;.*)?");
	}

	@Test
	void contextWhenOutOfTimeTellsWhatIsInFlight() throws IOException {
		Path file = Files.createFile(this.directory.resolve("log"));
		ConfigurableApplicationContext context = start(POD, "spot-aware.kubernetes.termination-log=" + file);
		context.getBean(FakeTraffic.class).inFlight = 2;
		context.getBean(FakeSource.class).interrupt(InstanceAction.TERMINATE, null);
		Awaitility.await().until(() -> Files.size(file) > 0);
		context.close();
		assertThat(file).content()
			.matches("out of time after \\d(\\.\\d)? s, 2 in flight, 0(\\.\\d)? s left \\(spot-interruption\\)(;.*)?");
	}

	@Test
	void contextWhenDryRunWritesNothing() throws IOException {
		Path file = Files.createFile(this.directory.resolve("log"));
		try (ConfigurableApplicationContext context = start(POD, "spot-aware.kubernetes.termination-log=" + file,
				"spot-aware.dry-run=true")) {
			assertThat(context.getBeansOfType(TerminationLog.class)).isEmpty();
		}
		assertThat(file).isEmptyFile();
	}

	@Test
	void autoConfigurationIsThereInAPodOnly() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
					LifecycleAutoConfiguration.class, TerminationLogAutoConfiguration.class))
			.withUserConfiguration(Fakes.class)
			.withPropertyValues(Fakes.PROPERTIES.toArray(String[]::new));
		runner.withPropertyValues(POD)
			.run((context) -> assertThat(context.getBean(TerminationLogProperties.class).terminationLog())
				.isEqualTo("/dev/termination-log"));
		runner.withPropertyValues("spring.aot.processing=true")
			.run((context) -> assertThat(context).hasSingleBean(TerminationLog.class));
		runner.withPropertyValues("spot-aware.platform=kubernetes")
			.run((context) -> assertThat(context).hasSingleBean(TerminationLog.class));
		runner.withPropertyValues("KUBERNETES_SERVICE_HOST=")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(TerminationLog.class)
				.doesNotHaveBean(TerminationLogProperties.class));
	}

	private static ConfigurableApplicationContext start(String... properties) {
		SpringApplication application = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
			.properties(Fakes.PROPERTIES.toArray(String[]::new))
			.properties(properties)
			.build();
		application.setRegisterShutdownHook(false);
		ConfigurableApplicationContext context = Objects.requireNonNull(application.run());
		Awaitility.await().until(() -> context.getBean(FakeSource.class).started());
		return context;
	}

	private static DrainReport settled(long took) {
		return report(End.SETTLED, took, 0, 16_000, NoticeCause.TERMINATION_SIGNAL, false, List.of());
	}

	private static DrainReport report(End end, long took, long inFlight, long left, NoticeCause cause, boolean cut,
			List<DrainReport.Step> steps) {
		return new DrainReport(cause, Instant.EPOCH, Duration.ofMillis(took), end, Duration.ofMillis(took),
				Duration.ofMillis(1500), Duration.ofMillis(6700), Duration.ofSeconds(1), cut, Duration.ofMillis(left),
				inFlight, Departure.Kind.READINESS, steps);
	}

	private static DrainReport.Step step(String name, @Nullable Result result) {
		StepOutcome outcome = (result != null) ? new StepOutcome(result, "words") : null;
		return new DrainReport.Step(name, DrainPhase.LEAVE, Duration.ZERO, Duration.ZERO, outcome);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class,
			TerminationLogAutoConfiguration.class })
	@Import(Fakes.class)
	static class App {

	}

}
