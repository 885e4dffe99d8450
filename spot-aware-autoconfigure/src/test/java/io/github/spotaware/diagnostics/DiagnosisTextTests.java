package io.github.spotaware.diagnostics;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import io.github.spotaware.lifecycle.Budget;
import io.github.spotaware.lifecycle.Budget.Part;
import io.github.spotaware.lifecycle.Budget.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DiagnosisText}.
 */
class DiagnosisTextTests {

	private static final Finding SHORT = new Finding("grace-period-short", Severity.WARNING,
			"SIGTERM leaves 10 s, and settle and reserve ask for 25 s.", "Prolong it.");

	private static final Finding OWN = new Finding("wiki", Severity.UNCHECKED, "Could not be checked: a test.",
			"Look yourself.", null);

	@Test
	void nothingFoundIsOneLine() {
		assertThat(DiagnosisText.of(new Diagnosis(List.of(), List.of())))
			.isEqualTo("Doctor: nothing found that would make a drain fail");
	}

	@Test
	void findingsSayWhatWasSeenAndWhatToSet() {
		assertThat(DiagnosisText.of(new Diagnosis(List.of(SHORT, SHORT, OWN), List.of())).lines()).containsExactly(
				"Doctor: 2 warnings, 1 unchecked",
				"    warning   grace-period-short: SIGTERM leaves 10 s, and settle and reserve ask for 25 s.",
				"              Prolong it.",
				"              https://github.com/spotaware/spot-aware/blob/main/docs/findings.md#grace-period-short",
				"    warning   grace-period-short: SIGTERM leaves 10 s, and settle and reserve ask for 25 s.",
				"              Prolong it.",
				"              https://github.com/spotaware/spot-aware/blob/main/docs/findings.md#grace-period-short",
				"    unchecked wiki: Could not be checked: a test.", "              Look yourself.");
	}

	@Test
	void budgetsStandSideBySide() {
		Budget notice = new Budget(Trigger.INTERRUPTION_NOTICE, Duration.ofMinutes(2), "AWS tells", false,
				Duration.ofSeconds(20), Duration.ofSeconds(30),
				List.of(part("notice is seen", 2_000, null), part("silence", 56_500, null)));
		Budget sigterm = new Budget(Trigger.SIGTERM, Duration.ofSeconds(10), "a test says so", true,
				Duration.ofSeconds(20), Duration.ofSeconds(30), List.of(part("silence", 8_000, 20_000L)));
		assertThat(DiagnosisText.of(new Diagnosis(List.of(), List.of(notice, sigterm))).lines().skip(1))
			.containsExactly("    how long each part may take  interruption notice          SIGTERM",
					"    there is                     120 s                        10 s",
					"    notice is seen               2 s                          -",
					"    silence                      56.5 s                       8 s instead of 20 s",
					"    interruption notice: AWS tells",
					"    SIGTERM: a test says so; too short: silence and what comes after it were cut",
					"    health check: 20 s until it sees that traffic is refused",
					"    deregistration delay: 30 s, which nothing waits for");
	}

	private static Part part(String name, long limit, @Nullable Long wanted) {
		return new Part(name, Duration.ofMillis(limit), (wanted != null) ? Duration.ofMillis(wanted) : null,
				Duration.ZERO);
	}

}
