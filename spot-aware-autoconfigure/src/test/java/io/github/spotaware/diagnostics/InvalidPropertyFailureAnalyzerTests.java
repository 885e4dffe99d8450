package io.github.spotaware.diagnostics;

import java.util.List;

import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.platform.PlatformAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what an application that does not start says about a wrong property.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidPropertyFailureAnalyzerTests {

	private static final String POSITIVE = "it must be longer than nothing";

	private static final String SET_POSITIVE = "Set a positive duration such as '30s'.";

	private static final String LONG = "it is longer than a day";

	private static final String SET_SHORT = "Set a duration such as '30s'; check its unit.";

	@ParameterizedTest
	@ValueSource(strings = { "spot-aware.drain.settle", "spot-aware.drain.quiet-period", "spot-aware.drain.reserve",
			"spot-aware.termination-grace-period" })
	void durationWhenNotPositiveOrAbsurdIsExplained(String property, CapturedOutput output) {
		fails(property + "=-5s");
		explains(output, property, "-5s", POSITIVE, SET_POSITIVE);
		fails(property + "=PT-2M");
		explains(output, property, "PT-2M", POSITIVE, SET_POSITIVE);
		fails(property + "=0");
		explains(output, property, "0", POSITIVE, SET_POSITIVE);
		fails(property + "=2d");
		explains(output, property, "2d", LONG, SET_SHORT);
	}

	@Test
	void quietPeriodWhenBeyondSettleIsExplained(CapturedOutput output) {
		fails("spot-aware.drain.quiet-period=30s");
		explains(output, "spot-aware.drain.quiet-period", "30s",
				"it is longer than 'spot-aware.drain.settle', which is '20s'",
				"Set a quiet period of at most the settle time.");
	}

	@Test
	void quietPeriodWhenOnlySettleIsSetIsExplainedAsDefault(CapturedOutput output) {
		fails("spot-aware.drain.settle=1500ms");
		explains(output, "spot-aware.drain.quiet-period", "3s",
				"it is longer than 'spot-aware.drain.settle', which is '1500ms'",
				"Set a quiet period of at most the settle time.");
		assertThat(output).contains("Origin: default value");
	}

	@ParameterizedTest
	@CsvSource({ "90s, 90s", "2m, 1m", "1h, 1h" })
	void reserveWhenNothingIsLeftOfTheGracePeriodIsExplained(String reserve, String grace, CapturedOutput output) {
		fails("spot-aware.drain.reserve=" + reserve, "spot-aware.termination-grace-period=" + grace);
		explains(output, "spot-aware.drain.reserve", reserve,
				"it leaves nothing of 'spot-aware.termination-grace-period', which is '%s'".formatted(grace),
				"Set a reserve well below 'spot-aware.termination-grace-period', or prolong that.");
	}

	@Test
	void valueIsShownAsItWasWrittenWithItsOrigin(CapturedOutput output) {
		fails("SPOT_AWARE_DRAIN_SETTLE=unrelated", "spot-aware.drain.quietPeriod=PT1M");
		assertThat(output).contains("Value: \"PT1M\"")
			.contains("Origin: \"spot-aware.drain.quietPeriod\" from property source \"commandLineArgs\"");
	}

	@ParameterizedTest
	@CsvSource({ "spot-aware.platform, gcp, 'AUTO EC2 NONE'", "spot-aware.rebalance, ignore, 'DRAIN NOTIFY'",
			"spot-aware.shutdown, later, 'AUTO BEFORE_DEADLINE NEVER WHEN_DRAINED'" })
	void enumWhenUnknownIsExplainedWithTheValidValues(String property, String value, String valid,
			CapturedOutput output) {
		fails(property + "=" + value);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property: " + property)
			.contains("Value: \"%s\"".formatted(value))
			.contains("The following values are valid:")
			.contains(valid.split(" "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spot-aware.drain.settle", "spot-aware.drain.quiet-period", "spot-aware.drain.reserve",
			"spot-aware.termination-grace-period" })
	void durationWhenUnparsableIsExplained(String property, CapturedOutput output) {
		fails(property + "=soon");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property: " + property)
			.contains("Value: \"soon\"")
			.contains("'soon' is not a valid duration");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spot-aware.enabled", "spot-aware.in-tests" })
	void flagWhenUnparsableIsExplainedBeforeAnythingElse(String property, CapturedOutput output) {
		failsToStart(Everything.class, property + "=maybe");
		explainsFlag(output, property);
	}

	@Test
	void dryRunWhenUnparsableIsExplained(CapturedOutput output) {
		fails("spot-aware.dry-run=maybe");
		explainsFlag(output, "spot-aware.dry-run");
	}

	private static void explainsFlag(CapturedOutput output, String property) {
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property: " + property)
			.contains("Value: \"maybe\"")
			.contains("Invalid boolean value 'maybe'");
	}

	private static void fails(String... properties) {
		failsToStart(App.class, properties);
	}

	private static void failsToStart(Class<?> configuration, String... properties) {
		SpringApplication application = new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.build();
		String[] arguments = List.of(properties).stream().map((property) -> "--" + property).toArray(String[]::new);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	private static void explains(CapturedOutput output, String property, String value, String reason, String action) {
		assertThat(output.toString().replace("\r", "")).contains("APPLICATION FAILED TO START")
			.contains("Property '%s' has an invalid value:".formatted(property))
			.contains("    Property: %s\n    Value: \"%s\"\n    Origin: ".formatted(property, value))
			.contains("    Reason: %s\n\nAction:\n\n%s\n".formatted(reason, action));
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class,
			PlatformAutoConfiguration.class })
	static class App {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Everything {

	}

}
