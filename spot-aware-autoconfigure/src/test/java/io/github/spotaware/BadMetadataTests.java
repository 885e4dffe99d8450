package io.github.spotaware;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.github.spotaware.lifecycle.SourceStatus;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.lifecycle.SpotView;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import io.github.spotaware.test.imds.MetadataPath;
import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole application meets a metadata service that misbehaves: it keeps its state, says
 * so once, counts it, and learns of what stands as soon as the service recovers.
 */
@ExtendWith(OutputCaptureExtension.class)
class BadMetadataTests {

	private static final String SOURCE = "imds-spot";

	private static FakeAws aws;

	private static FakeInstance instance;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		aws = FakeAws.start();
		instance = aws.instance("i-0123456789abcdef0", "10.0.1.15");
		context = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
			.properties("spot-aware.in-tests=true", "spot-aware.shutdown=never", "spot-aware.imds.timeout=300ms",
					"spot-aware.imds.poll-interval=50ms", "spot-aware.drain.settle=20ms",
					"spot-aware.drain.quiet-period=10ms", "spot-aware.drain.reserve=20ms",
					"spot-aware.termination-grace-period=1s", "spring.cloud.aws.region.static=eu-central-1",
					"aws.ec2MetadataServiceEndpoint=" + instance.metadataEndpoint())
			.run();
		awaitState("running");
		Awaitility.await().until(() -> !context.getBean(SpotView.class).sources().isEmpty());
	}

	@AfterAll
	static void stop() {
		context.close();
		aws.close();
	}

	static Stream<Arguments> faults() {
		return Stream.of(Arguments.of("timeout", Fault.hang()), Arguments.of("reset", Fault.reset()),
				Arguments.of("status 401", Fault.status(401)), Arguments.of("status 403", Fault.status(403)),
				Arguments.of("status 500", Fault.status(500)), Arguments.of("status 503", Fault.status(503)),
				Arguments.of("malformed", Fault.malformed()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("faults")
	void faultKeepsTheStateAndIsToldOnceAndCounted(String name, Fault fault, CapturedOutput output) {
		instance.fail(MetadataPath.INSTANCE_ACTION, fault);
		double counted = failures();
		Awaitility.await().until(() -> failures() >= counted + 2);
		assertThat(lifecycle().state().id()).isEqualTo("running");
		assertThat(warnings(output)).singleElement().asString().contains("What it said before still stands");
		assertThat(status().lastError()).isNotBlank();
		instance.clearFaults();
		Awaitility.await().until(() -> output.getOut().contains("Source 'imds-spot' answers again"));
		interruptAndResume();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("faults")
	void faultUnderANoticeKeepsTheNotice(String name, Fault fault) {
		instance.interrupt("stop", Instant.now().plusSeconds(2));
		awaitState("drained");
		instance.fail(Faults.ANY, fault);
		double counted = failures();
		Awaitility.await().until(() -> failures() >= counted + 2);
		assertThat(lifecycle().state().id()).isEqualTo("drained");
		instance.clearFaults();
		instance.withdrawInterruption();
		awaitState("running");
	}

	@ParameterizedTest
	@MethodSource("oddNotices")
	void oddNoticeIsTakenAsImmediate(String notice) {
		instance.respond(MetadataPath.INSTANCE_ACTION, notice);
		awaitState("drained");
		assertThat(lifecycle().deadline()).isNotNull().extracting(Deadline::origin).asString().contains("grace period");
		instance.withdrawInterruption();
		awaitState("running");
	}

	static List<String> oddNotices() {
		return List.of("{\"action\":\"stop\",\"time\":\"2016-09-18T08:22:00Z\"}",
				"{\"action\":\"stop\",\"time\":\"9999-01-01T00:00:00Z\"}", "{\"action\":\"stop\"}",
				"{\"action\":\"stop\",\"time\":\"soon\"}", "{\"time\":\"2016-09-18T08:22:00Z\"}",
				"{\"action\":\"evaporate\",\"time\":\"2016-09-18T08:22:00Z\"}");
	}

	@Test
	void revokedTokenIsReplacedAtOnce(CapturedOutput output) {
		instance.revokeTokens();
		long successes = status().successes();
		Awaitility.await().until(() -> status().successes() > successes + 2);
		assertThat(warnings(output)).noneMatch((line) -> line.contains("401"));
	}

	private static void interruptAndResume() {
		instance.interrupt("stop", Instant.now().plusMillis(1500));
		awaitState("drained");
		instance.withdrawInterruption();
		awaitState("running");
	}

	private static Stream<String> warnings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains(" WARN ") && line.contains("Source 'imds-spot'"));
	}

	private static double failures() {
		return context.getBean(MeterRegistry.class)
			.get("spot.source.poll")
			.tags("source", SOURCE, "outcome", "failure")
			.functionCounter()
			.count();
	}

	private static SourceStatus status() {
		return context.getBean(SpotView.class)
			.sources()
			.stream()
			.filter((status) -> status.name().equals(SOURCE))
			.findFirst()
			.orElseThrow();
	}

	private static SpotLifecycle lifecycle() {
		return context.getBean(SpotLifecycle.class);
	}

	private static void awaitState(String id) {
		Awaitility.await(id).atMost(Duration.ofSeconds(20)).until(() -> lifecycle().state().id().equals(id));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

}
