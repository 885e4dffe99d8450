package io.github.spotaware.sample.matrix;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Holds a file of the matrix.
 */
final class Fixture {

	private static final Titles TITLES = new Titles(
			ordered("tomcat", "Tomcat", "jetty", "Jetty", "reactor-netty", "Reactor Netty"),
			ordered("spot-aware", "Spot Aware", "immediate", "Boot immediate", "plain", "plain Boot", "pre-stop",
					"preStop 15 s", "ignoring", "TERM ignored"));

	private Fixture() {
	}

	static List<Row> rows() throws IOException, URISyntaxException {
		return MatrixFile.open(Path.of(Objects.requireNonNull(Fixture.class.getResource("matrix.csv")).toURI())).rows();
	}

	static Results results() throws IOException, URISyntaxException {
		return Results.of(rows(), TITLES);
	}

	private static Map<String, String> ordered(String... pairs) {
		Map<String, String> map = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			map.put(pairs[i], pairs[i + 1]);
		}
		return map;
	}

}
