package io.github.spotaware.sample.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CsvFile}.
 */
class CsvFileTests {

	@Test
	void appendWritesTheHeaderOnce(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("runs.csv");
		DrillOptions options = DrillOptions.parse(List.of("--csv", file.toString()), 42);
		CsvFile csv = new CsvFile(file);
		csv.append(options, Runs.spotAware(100, 100, Map.of(), 23));
		csv.append(options, Runs.plain(100, 60, Map.of("502", 40L)));
		assertThat(file).content()
			.hasLineCount(3)
			.startsWith("mode,fault,lag_ms")
			.contains("spot-aware,none,10000,300,6,40000,42,100,100,0,0,51,78,1000,23000,11000,44000,,ec2,,,,,,10000,0")
			.contains("plain,none,10000,300,6,40000,42,100,60,40,0,51,78,,,,,,ec2,,,,,,,0");
	}

	@Test
	void requireOwnRefusesTheFileOfAMatrix(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("matrix.csv");
		CsvFile csv = new CsvFile(file);
		csv.requireOwn();
		Files.writeString(file, "");
		csv.requireOwn();
		csv.append(DrillOptions.parse(List.of(), 42), Runs.spotAware(100, 100, Map.of(), 23));
		csv.requireOwn();
		Files.writeString(file, "server,load,event\ntomcat,5 a second,notice\n");
		assertThatExceptionOfType(BadOptionException.class).isThrownBy(csv::requireOwn)
			.withMessage("Option '--csv' cannot be '%s': it is a file of something else, such as the matrix: "
					+ "use another one, or give --matrix", file);
	}

	@Test
	void appendTellsWhatIsAboutTasks(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("runs.csv");
		DrillOptions options = DrillOptions.parse(List.of("--platform", "ecs-fargate", "--ecs-lag", "never"), 42);
		new CsvFile(file).append(options, Runs.leastLoss(Runs.plain(100, 60, Map.of("502", 40L)), 38));
		assertThat(file).content().contains(",ecs-fargate,120000,never,false,false,,,38,,,,,,,,tomcat");
	}

	@Test
	void appendTellsWhatIsAboutPods(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("runs.csv");
		DrillOptions options = DrillOptions
			.parse(List.of("--platform", "kubernetes", "--rollout", "--endpoint-lag", "-5s"), 42);
		new CsvFile(file).append(options, Runs.rollout());
		assertThat(file).content()
			.contains(",23000,11000,46000,,kubernetes,")
			.endsWith(",0,30000,-5000,alb,20,true,40000,66000,tomcat" + System.lineSeparator());
	}

}
