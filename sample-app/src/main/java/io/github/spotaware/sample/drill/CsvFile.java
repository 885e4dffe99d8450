package io.github.spotaware.sample.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.spotaware.sample.drill.Moment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Appends a line for each run to a file.
 *
 * @param file the file
 */
record CsvFile(Path file) {

	private static final String HEADER = "mode,fault,lag_ms,rate,nodes,notice_ms,seed,sent,complete,lost,unaccounted,"
			+ "p50_ms,p99_ms,first_503_ms,drained_ms,last_request_ms,exit_ms,back_ms,platform,stop_timeout_ms,ecs_lag_ms,"
			+ "deployment,idle,sigterm_ms,let_go_ms,least_lost";

	void append(DrillOptions options, RunResult run) throws IOException {
		boolean isNew = Files.notExists(this.file) || Files.size(this.file) == 0;
		String line = line(options, run);
		Files.write(this.file, isNew ? List.of(HEADER, line) : List.of(line), StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

	private static String line(DrillOptions options, RunResult run) {
		LoadResult load = run.load();
		Timeline timeline = run.timeline();
		return List
			.<Object>of(run.mode().id(), options.fault().id(), options.lag().toMillis(), options.rate(),
					options.nodes(), options.notice().toMillis(), options.seed(), load.sent(), load.complete(),
					load.lostInAll(), load.unaccounted(), load.p50().toMillis(), load.p99().toMillis(),
					millis(timeline.last(Kind.REFUSED)), millis(timeline.last(Kind.DRAINED)),
					millis(timeline.last(Kind.LAST_REQUEST)), millis(timeline.last(Kind.EXIT)),
					millis(timeline.last(Kind.BACK)), task((task) -> task.launchType().id(), options, "ec2"),
					task((task) -> millis(task.stopTimeout()), options, ""),
					task((task) -> (task.ecsLag() != null) ? millis(task.ecsLag()) : "never", options, ""),
					task(TaskOptions::deployment, options, ""), task(TaskOptions::idle, options, ""),
					millis(timeline.last(Kind.SIGTERM)), millis(timeline.last(Kind.LET_GO)), run.leastLoss())
			.stream()
			.map(String::valueOf)
			.collect(Collectors.joining(","));
	}

	private static Object task(Function<TaskOptions, Object> value, DrillOptions options, Object otherwise) {
		TaskOptions task = options.task();
		return (task != null) ? value.apply(task) : otherwise;
	}

	private static String millis(@Nullable Duration time) {
		return (time != null) ? Long.toString(time.toMillis()) : "";
	}

}
