package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotaware.sample.drill.Moment.Kind;

/**
 * Makes results of runs.
 */
final class Runs {

	private Runs() {
	}

	static RunResult spotAware(long sent, long complete, Map<String, Long> lost, int drainedSecond) {
		Timeline timeline = timeline();
		at(timeline, Kind.REFUSED, "first 503", 1);
		at(timeline, Kind.LET_GO, "node 5 let go", 10);
		at(timeline, Kind.LAST_REQUEST, "last request served", 11);
		at(timeline, Kind.DRAINED, "Drained", drainedSecond);
		at(timeline, Kind.EXIT, "exit", 44);
		return new RunResult(Mode.SPOT_AWARE, load(sent, complete, lost), timeline, Duration.ofSeconds(45), 0);
	}

	static RunResult restart(int backSecond) {
		RunResult run = spotAware(100, 100, Map.of(), 23);
		at(run.timeline(), Kind.RESTARTED, "started again", 45);
		if (backSecond > 0) {
			at(run.timeline(), Kind.BACK, "healthy again", backSecond);
		}
		return run;
	}

	/**
	 * Three pods, of which the second has the least time left and the third has none.
	 */
	static RunResult rollout() {
		List<Course> courses = new ArrayList<>();
		for (int pod = 1; pod <= 3; pod++) {
			Timeline timeline = timeline();
			timeline.begin(Kind.DELETED, "deleted", Duration.ofSeconds(100).toNanos());
			at(timeline, Kind.SIGTERM, "SIGTERM", pod);
			at(timeline, Kind.LAST_REQUEST, "last request served", 11);
			at(timeline, Kind.DRAINED, "Drained", (pod == 2) ? 23 : 20);
			at(timeline, Kind.EXIT, "exit", (pod == 3) ? 46 : 25);
			courses.add(new Course(timeline, Duration.ofSeconds(45)));
		}
		return new RunResult(Mode.SPOT_AWARE, load(300, 300, Map.of()), courses, 0, 0,
				new Rollout(Duration.ofSeconds(40), Duration.ofSeconds(66)));
	}

	static RunResult plain(long sent, long complete, Map<String, Long> lost) {
		return new RunResult(Mode.PLAIN, load(sent, complete, lost), timeline(), Duration.ofSeconds(45), 0);
	}

	static RunResult leastLoss(RunResult run, long requests) {
		return new RunResult(run.mode(), run.load(), run.courses(), requests, 2 * requests, null);
	}

	static void at(Timeline timeline, Kind kind, String what, int second) {
		timeline.markAt(kind, what, Duration.ofSeconds(100 + second).toNanos());
	}

	static Timeline timeline() {
		AtomicLong now = new AtomicLong(Duration.ofSeconds(100).toNanos());
		return new Timeline(now::get);
	}

	private static LoadResult load(long sent, long complete, Map<String, Long> lost) {
		return new LoadResult(sent, complete, lost, Duration.ofMillis(51), Duration.ofMillis(78));
	}

}
