package io.github.spotaware.sample.matrix;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Is what differs in lag and mode only.
 *
 * @param rows the rows, at least one
 * @param titles of what is compared
 */
record Comparison(List<Row> rows, Titles titles) {

	String title() {
		Row any = this.rows.get(0);
		return this.titles.server(any.text(Column.SERVER)) + ", requests: " + any.text(Column.LOAD);
	}

	String circumstances() {
		Row any = this.rows.get(0);
		String begin = any.text(Column.EVENT).equals("sigterm") ? "SIGTERM alone, grace period" : "Notice";
		return "%s %s s, %s nodes, of which the thinnest has %s %% of the traffic and lets go last.".formatted(begin,
				seconds(any.number(Column.NOTICE_MS)), any.text(Column.NODES),
				Numbers.plain(Double.parseDouble(any.text(Column.THIN_SHARE)) * 100));
	}

	List<String> modes() {
		return this.titles.modes()
			.keySet()
			.stream()
			.filter((mode) -> this.rows.stream().anyMatch((row) -> row.text(Column.MODE).equals(mode)))
			.toList();
	}

	/**
	 * The lags in milliseconds, the shortest first.
	 */
	List<Long> lags() {
		return this.rows.stream().map((row) -> row.number(Column.LAG_MS)).distinct().sorted().toList();
	}

	/**
	 * Requests lost by an interruption.
	 */
	OptionalDouble lost(String mode, long lag) {
		return of(mode, lag).stream().mapToLong((row) -> row.number(Column.LOST)).average();
	}

	/**
	 * Seconds from the last node that let go to the end of the process.
	 */
	OptionalDouble alive(String mode, long lag) {
		return of(mode, lag).stream()
			.map((row) -> row.time(Column.ALIVE_MS))
			.filter(Objects::nonNull)
			.mapToLong(Duration::toMillis)
			.average()
			.stream()
			.map((millis) -> millis / 1000)
			.findFirst();
	}

	private List<Row> of(String mode, long lag) {
		return this.rows.stream()
			.filter((row) -> row.text(Column.MODE).equals(mode) && row.number(Column.LAG_MS) == lag)
			.toList();
	}

	static String seconds(long millis) {
		return Numbers.plain(millis / 1000.0);
	}

}
