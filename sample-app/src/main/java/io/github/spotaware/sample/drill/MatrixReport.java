package io.github.spotaware.sample.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotaware.sample.matrix.MarkdownReport;
import io.github.spotaware.sample.matrix.Picture;
import io.github.spotaware.sample.matrix.Results;
import io.github.spotaware.sample.matrix.Row;
import io.github.spotaware.sample.matrix.Titles;

/**
 * Shows what is in the file of the matrix, as far as the options select it.
 */
final class MatrixReport {

	private final PrintStream out;

	private final MatrixOptions options;

	MatrixReport(PrintStream out, MatrixOptions options) {
		this.out = out;
		this.options = options;
	}

	ExitCode print() throws IOException {
		List<Row> rows = Matrix.open(this.options).rows().stream().filter(this.options::select).toList();
		Results results = Results.of(rows, titles());
		if (results.isEmpty()) {
			throw OptionValues.bad(Option.REPORT, this.options.csv().toString(),
					"it has no interruption with these options that counts");
		}
		this.out.println(MarkdownReport.of(results));
		Path svg = this.options.svg();
		if (svg != null) {
			Files.writeString(svg, Picture.svg(results));
		}
		return ExitCode.PASSED;
	}

	/**
	 * Name what is compared: ours first, then what users have today.
	 */
	private static Titles titles() {
		Map<String, String> servers = Arrays.stream(Server.values())
			.collect(Collectors.toMap(Server::id, Server::title, (one, other) -> one, LinkedHashMap::new));
		Map<String, String> modes = Stream.of(Mode.SPOT_AWARE, Mode.IMMEDIATE, Mode.PLAIN, Mode.PRE_STOP, Mode.IGNORING)
			.collect(Collectors.toMap(Mode::id, Mode::title, (one, other) -> one, LinkedHashMap::new));
		return new Titles(servers, modes);
	}

}
