package io.github.spotaware.sample.matrix;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MarkdownReport}.
 */
class MarkdownReportTests {

	@Test
	void ofPutsModesSideBySideByLag() throws Exception {
		assertThat(MarkdownReport.of(Fixture.results())).isEqualToNormalizingNewlines(
				"""
						### Tomcat, requests: 300 a second

						Notice 120 s, 6 nodes, of which the thinnest has 2 % of the traffic and lets go last.

						| last node lets go | Spot Aware lost | alive after it | Boot immediate lost | alive after it | plain Boot lost | alive after it | preStop 15 s lost | alive after it | TERM ignored lost | alive after it |
						|---|---|---|---|---|---|---|---|---|---|---|
						| 0 s | **0** | 58.3 s |  |  | **0** | 0.5 s |  |  |  |  |
						| 10 s | **0** | 58.2 s | 771 | -9.7 s | 755.5 | -9.4 s | **0** | 5.4 s | **0** | 110.0 s |
						| 25 s |  |  |  |  |  |  | 750 | -9.6 s |  |  |

						### Jetty, requests: 50 every 10 s

						SIGTERM alone, grace period 120 s, 6 nodes, of which the thinnest has 2 % of the traffic and lets go last.

						| last node lets go | Spot Aware lost | alive after it | plain Boot lost | alive after it |
						|---|---|---|---|---|
						| 10 s | **0** | 58.3 s | 1 | -9.1 s |

						### In all

						| mode | interruptions | sent | lost | in which way |
						|---|---|---|---|---|
						| Spot Aware | 3 | 45,450 | 0 |  |
						| Boot immediate | 1 | 9,000 | 771 | 21 x server error 502 connection-closed, 750 x server error 502 connection-refused |
						| plain Boot | 4 | 24,300 | 1,512 | 11 x server error 502 connection-closed, 1,501 x server error 502 connection-refused |
						| preStop 15 s | 2 | 23,000 | 750 | 750 x server error 502 connection-refused |
						| TERM ignored | 1 | 40,000 | 0 |  |

						No request is unaccounted for, 1 interruption is left out because the machine was overloaded.

						### Machine and commands

						- 2 cores, Linux amd64; Java 17.0.15; Spring Boot 4.1.0; Jetty 12.1.10; Spot Aware 0.1.0
						- 2 cores, Linux amd64; Java 17.0.15; Spring Boot 4.1.0; Tomcat 11.0.22; Spot Aware 0.1.0
						- Load average before an interruption: 0.5 to 1.75.
						- What was due was done at most 300 ms late, 99 % of it at most 9 ms.
						- Seed: 7.

						    java -jar sample-app.jar --drill --matrix --csv all.csv --lags 0,10""");
	}

	@Test
	void ofWhenAnInterruptionWasRepeatedSinceDoesNotCountTheFirst() throws Exception {
		Row repeated = Fixture.rows().get(8).with(Column.OVERLOADED, false);
		Results results = Results.of(Stream.concat(Fixture.rows().stream(), Stream.of(repeated)).toList(),
				Fixture.results().titles());
		assertThat(MarkdownReport.of(results)).contains("| 25 s | 1,500 | 58.0 s |")
			.contains("1 interruption is left out");
	}

}
