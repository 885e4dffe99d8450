package io.github.spotaware.sample.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
			+ "deployment,idle,sigterm_ms,let_go_ms,least_lost,grace_ms,endpoint_lag_ms,path,callers,rollout,"
			+ "rollout_complete_ms,rollout_ended_ms,server";

	/**
	 * Require that the file is new, or one of drills: lines of a drill make another one
	 * useless.
	 * @throws BadOptionException if it is another one
	 */
	void requireOwn() throws IOException {
		if (Files.notExists(this.file)) {
			return;
		}
		try (Stream<String> lines = Files.lines(this.file)) {
			String header = lines.findFirst().orElse(HEADER);
			if (!header.equals(HEADER)) {
				throw OptionValues.bad(Option.CSV, this.file.toString(),
						"it is a file of something else, such as the matrix: use another one, or give --matrix");
			}
		}
	}

	void append(DrillOptions options, RunResult run) throws IOException {
		boolean isNew = Files.notExists(this.file) || Files.size(this.file) == 0;
		String line = line(options, run);
		Files.write(this.file, isNew ? List.of(HEADER, line) : List.of(line), StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

	private static String line(DrillOptions options, RunResult run) {
		LoadResult load = run.load();
		Timeline timeline = run.timeline();
		Rollout rollout = run.rollout();
		return List
			.<Object>of(run.mode().id(), options.fault().id(), options.lag().toMillis(), options.arrivals().rate(),
					options.nodes(), options.notice().toMillis(), options.seed(), load.sent(), load.complete(),
					load.lostInAll(), load.unaccounted(), load.p50().toMillis(), load.p99().toMillis(),
					millis(run.last(Kind.REFUSED)), millis(run.last(Kind.DRAINED)), millis(run.last(Kind.LAST_REQUEST)),
					millis(run.last(Kind.EXIT)), millis(timeline.last(Kind.BACK)), platform(options),
					task((task) -> millis(task.stopTimeout()), options, ""),
					task((task) -> (task.ecsLag() != null) ? millis(task.ecsLag()) : "never", options, ""),
					task(TaskOptions::deployment, options, ""), task(TaskOptions::idle, options, ""),
					millis(timeline.last(Kind.SIGTERM)), millis(timeline.last(Kind.LET_GO)), run.leastLoss(),
					pod((pod) -> millis(pod.gracePeriod()), options), pod((pod) -> millis(pod.endpointLag()), options),
					pod((pod) -> pod.way().id(), options), pod(PodOptions::callers, options),
					pod(PodOptions::rollout, options), millis((rollout != null) ? rollout.complete() : null),
					millis((rollout != null) ? rollout.ended() : null), options.server().id())
			.stream()
			.map(String::valueOf)
			.collect(Collectors.joining(","));
	}

	private static String platform(DrillOptions options) {
		if (options.task() != null) {
			return options.task().launchType().id();
		}
		return (options.pod() != null) ? PodOptions.PLATFORM : "ec2";
	}

	private static Object pod(Function<PodOptions, Object> value, DrillOptions options) {
		return (options.pod() != null) ? value.apply(options.pod()) : "";
	}

	private static Object task(Function<TaskOptions, Object> value, DrillOptions options, Object otherwise) {
		TaskOptions task = options.task();
		return (task != null) ? value.apply(task) : otherwise;
	}

	private static String millis(@Nullable Duration time) {
		return (time != null) ? Long.toString(time.toMillis()) : "";
	}

}
