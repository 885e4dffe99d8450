package io.github.spotaware.sample.drill;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Table}.
 */
class TableTests {

	@Test
	void ofPutsBothRunsSideBySide() {
		assertThat(Table.of(List.of(Runs.spotAware(15000, 15000, Map.of(), 23),
				Runs.plain(7500, 6500, Map.of("502", 990L, "timed out", 10L)))))
			.isEqualToNormalizingNewlines("""
					                                          Spot Aware    plain Boot
					interruptions                                      1             1
					sent                                          15 000         7 500
					complete                                      15 000         6 500
					lost                                               0         1 000
					  502                                              0           990
					  timed out                                        0            10
					unaccounted                                        0             0
					p50                                            51 ms         51 ms
					p99                                            78 ms         78 ms
					notice to first 503                           1.00 s             -
					left when drained                            22.00 s             -
					left when exited                              1.00 s             -
					alive after the last node let go             34.00 s             -""");
	}

	@Test
	void ofWhenRestartedInPlaceSaysWhenItWasBack() {
		assertThat(Table.of(List.of(Runs.restart(60)))).containsPattern("restarts +1\\R")
			.containsPattern("SIGTERM to first 503 +1.00 s\\R")
			.containsPattern("back in service after +60.00 s$");
	}

	@Test
	void ofWhenPodsAreRolledOutSaysHowLongItTook() {
		assertThat(Table.of(List.of(Runs.rollout()))).containsPattern("rollouts +1\\R")
			.containsPattern("left when drained +22.00 s\\R")
			.containsPattern("left when exited +-1.00 s\\R")
			.containsPattern("SIGTERM to exit +43.00 s\\R")
			.containsPattern("deletion to exit +46.00 s\\R")
			.containsPattern("rollout complete after +40.00 s\\R")
			.containsPattern("last old pod gone after +66.00 s$");
	}

	@Test
	void ofWhenThereAreSeveralInterruptionsAddsThemUp() {
		assertThat(Table
			.of(List.of(Runs.spotAware(100, 100, Map.of(), 23), Runs.spotAware(100, 99, Map.of("502", 1L), 30))))
			.containsPattern("interruptions +2\\R")
			.containsPattern("sent +200\\R")
			.containsPattern("lost +1\\R")
			.containsPattern("left when drained +15.00 s\\R");
	}

}
