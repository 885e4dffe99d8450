package io.github.spotaware.sample.drill;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import io.github.spotaware.sample.drill.Moment.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DrillReport}.
 */
class DrillReportTests {

	private static final RunResult GOOD = Runs.spotAware(100, 100, Map.of(), 23);

	private final CompletionException failure = new CompletionException(
			new IllegalStateException("Instance 'i-3' does not serve after 60 s, see i-3.log"));

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final DrillReport report = new DrillReport(new PrintStream(this.out, true, StandardCharsets.UTF_8));

	private final DrillOptions options = DrillOptions.parse(List.of("--interruptions", "2"), 42);

	@Test
	void judgeTellsTheReactionsOfSpotAwareAlone() {
		RunResult plain = Runs.plain(100, 60, Map.of("502", 40L));
		Runs.at(plain.timeline(), Kind.REFUSED, "first 503", 15);
		assertThat(this.report.judge(this.options, List.of(GOOD, GOOD, plain))).isEqualTo(ExitCode.PASSED);
		assertThat(printed()).contains("notice visible to first 503: " + new Spread(List.of(second(1), second(1))))
			.endsWith("PASSED" + System.lineSeparator());
	}

	@Test
	void judgeIncompleteWhenNothingRanSaysWhy() {
		assertThat(this.report.judgeIncomplete(this.options, List.of(), this.failure))
			.isEqualTo(ExitCode.COULD_NOT_RUN);
		assertThat(printed()).isEqualTo("The drill could not run to its end: Instance 'i-3' does not serve after 60 s, "
				+ "see i-3.log%nFAILED%n".formatted());
	}

	@Test
	void judgeIncompleteWhenAllWasWellBeforeShowsItAndDoesNotPass() {
		assertThat(this.report.judgeIncomplete(this.options, List.of(GOOD), this.failure))
			.isEqualTo(ExitCode.COULD_NOT_RUN);
		assertThat(printed()).contains("Spot Aware", "i-3.log").doesNotContain("PASSED");
	}

	@Test
	void judgeIncompleteWhenOneWasLostBeforeSaysThat() {
		RunResult bad = Runs.spotAware(100, 99, Map.of("502", 1L), 23);
		assertThat(this.report.judgeIncomplete(this.options, List.of(GOOD, bad), this.failure))
			.isEqualTo(ExitCode.LOST);
		assertThat(printed()).contains("Spot Aware lost 1 requests", "i-3.log");
	}

	@Test
	void printTimelineTellsInstancesApart() {
		this.report.printTimeline(GOOD);
		assertThat(printed()).contains("Drained").doesNotContain("1 of");
		this.report.printTimeline(Runs.rollout());
		assertThat(printed()).contains("  1 of 3:", "  2 of 3:", "  3 of 3:");
	}

	private static Duration second(int seconds) {
		return Duration.ofSeconds(seconds);
	}

	private String printed() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

}
