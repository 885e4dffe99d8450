package io.github.spotaware.test.kubernetes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProbeResults}: what passed and failed in a row, and what is to be
 * thought of it.
 */
class ProbeResultsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			3 | 1 | .        | .
			3 | 1 | +        | R
			3 | 1 | -+--+--- | .RRRRRR.
			3 | 1 | +---+    | RRR.R
			1 | 1 | +-+      | R.R
			2 | 2 | ++-+--+- | .RRRR...
			2 | 2 | +-++     | ...R
			""")
	void readyFollowsTheThresholds(int failures, int successes, String results, String expected) {
		ReadinessProbe probe = ReadinessProbe.of("/readyz").withThresholds(failures, successes);
		StringBuilder seen = new StringBuilder();
		ProbeResults current = ProbeResults.NONE;
		for (int i = 0; i < results.length(); i++) {
			current = current.and(results.charAt(i) == '+', probe);
			seen.append(current.ready() ? 'R' : '.');
		}
		assertThat(seen).hasToString(expected);
	}

}
