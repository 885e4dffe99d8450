package io.github.spotaware.sample.drill;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.github.spotaware.sample.matrix.Column;
import io.github.spotaware.sample.matrix.MatrixFile;
import io.github.spotaware.sample.matrix.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests one interruption of the matrix, with real instances.
 */
class MatrixCellTests {

	@Test
	void interruptionWithoutDrainLosesUntilTheLastNodeLetsGo(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("all.csv");
		List<String> command = List.of("--matrix", "--csv", file.toString(), "--servers", "reactor-netty", "--lags",
				"4", "--rates", "50", "--only", "immediate", "--notice", "12", "--warm-up", "1");
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		assertThat(new Drill(new PrintStream(out, true, StandardCharsets.UTF_8)).start(command))
			.isEqualTo(ExitCode.PASSED);
		assertThat(out.toString(StandardCharsets.UTF_8))
			.contains("1 of 1: Reactor Netty, 50 a second, lag 4 s, Boot immediate ...");
		List<Row> rows = MatrixFile.open(file).rows();
		assertThat(rows).hasSize(1);
		Row row = rows.get(0);
		assertThat(row.number(Column.LOST)).isPositive();
		assertThat(row.number(Column.UNACCOUNTED)).isZero();
		assertThat(row.number(Column.SENT)).isEqualTo(row.number(Column.COMPLETE) + row.number(Column.LOST));
		assertThat(row.text(Column.LOST_BY_KIND)).contains("server error 502 connection-refused=");
		assertThat(row.number(Column.ALIVE_MS)).isCloseTo(row.number(Column.EXIT_MS) - row.number(Column.LET_GO_MS),
				within(1L));
		assertThat(row.number(Column.LET_GO_MS)).isBetween(3900L, 15_000L);
		assertThat(row.text(Column.VERSIONS)).contains("Reactor Netty");
	}

}
