package io.github.spotaware.sample.matrix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MatrixFile}.
 */
class MatrixFileTests {

	private static final Row ONE = Row.empty().with(Column.LAG_MS, 0).with(Column.SENT, 12);

	private static final Row OTHER = Row.empty().with(Column.LAG_MS, 10_000).with(Column.COMMAND, "--lags 0,\u00e4");

	@TempDir
	private Path directory;

	@Test
	void openWhenThereIsNoFileIsEmpty() throws IOException {
		assertThat(open().rows()).isEmpty();
		assertThat(open().wasBroken()).isFalse();
		assertThat(file()).doesNotExist();
	}

	@Test
	void appendIsReadAgain() throws IOException {
		open().append(ONE);
		open().append(OTHER);
		MatrixFile opened = open();
		assertThat(opened.rows()).hasSize(2);
		assertThat(opened.rows().get(0).number(Column.SENT)).isEqualTo(12);
		assertThat(opened.rows().get(1).text(Column.COMMAND)).isEqualTo("--lags 0,\u00e4");
		assertThat(opened.has(Row.empty().with(Column.LAG_MS, 10_000))).isTrue();
		assertThat(opened.has(Row.empty().with(Column.LAG_MS, 10_000).with(Column.RUN, 2))).isFalse();
	}

	@Test
	void hasWhenTheMachineWasOverloadedIsFalse() throws IOException {
		MatrixFile file = open();
		file.append(ONE.with(Column.OVERLOADED, true));
		assertThat(file.has(ONE)).isFalse();
		file.append(ONE.with(Column.OVERLOADED, false));
		assertThat(file.has(ONE)).isTrue();
	}

	@Test
	void openWhenItWasKilledAnywhereInALineKeepsTheOthers() throws IOException {
		open().append(ONE);
		byte[] kept = Files.readAllBytes(file());
		open().append(OTHER);
		byte[] all = Files.readAllBytes(file());
		for (int length = kept.length + 1; length < all.length; length++) {
			Files.write(file(), Arrays.copyOf(all, length));
			MatrixFile opened = open();
			assertThat(opened.wasBroken()).isTrue();
			assertThat(opened.rows()).hasSize(1);
			assertThat(Files.readAllBytes(file())).isEqualTo(kept);
		}
	}

	@Test
	void openWhenItWasKilledInTheHeaderIsEmpty() throws IOException {
		Files.writeString(file(), "server,load,even");
		MatrixFile opened = open();
		assertThat(opened.wasBroken()).isTrue();
		opened.append(ONE);
		assertThat(open().rows()).hasSize(1);
	}

	@Test
	void openWhenTheLastLineHasTooFewFieldsCutsIt() throws IOException {
		open().append(ONE);
		Files.writeString(file(), "tomcat,5 a second\n", StandardOpenOption.APPEND);
		assertThat(open().wasBroken()).isTrue();
		assertThat(open().wasBroken()).isFalse();
		assertThat(open().rows()).hasSize(1);
	}

	@Test
	void readWhenTheLastLineIsNotWholeLeavesItAlone() throws IOException {
		open().append(ONE);
		Files.writeString(file(), "tomcat,5 a sec", StandardOpenOption.APPEND);
		String text = Files.readString(file());
		MatrixFile read = MatrixFile.read(file());
		assertThat(read.wasBroken()).isTrue();
		assertThat(read.rows()).hasSize(1);
		assertThat(file()).content(StandardCharsets.UTF_8).isEqualTo(text);
	}

	@Test
	void openWhenAnotherLineIsBrokenLeavesTheFileAlone() throws IOException {
		open().append(ONE);
		String text = Files.readString(file()).replace("\n,", "\nx\n,");
		Files.writeString(file(), text);
		assertThatIllegalArgumentException().isThrownBy(this::open)
			.withMessage("its line 2 is broken, and not the last one");
		assertThat(Files.readString(file(), StandardCharsets.UTF_8)).isEqualTo(text);
	}

	@Test
	void openWhenItIsSomethingElseLeavesTheFileAlone() throws IOException {
		Files.writeString(file(), "mode,fault\n");
		assertThatIllegalArgumentException().isThrownBy(this::open).withMessage("it is not a file of the matrix");
		assertThat(Files.readString(file())).isEqualTo("mode,fault\n");
	}

	private MatrixFile open() throws IOException {
		return MatrixFile.open(file());
	}

	private Path file() {
		return this.directory.resolve("all.csv");
	}

}
