package io.github.spotaware.sample.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Is what there is to be shown.
 */
public final class Results {

	private final List<Comparison> comparisons;

	private final List<Row> rows;

	private final long overloaded;

	private final Titles titles;

	private Results(List<Comparison> comparisons, List<Row> rows, long overloaded, Titles titles) {
		this.comparisons = comparisons;
		this.rows = rows;
		this.overloaded = overloaded;
		this.titles = titles;
	}

	/**
	 * Create the results of rows.
	 * @param rows the rows
	 * @param titles of what is compared
	 * @return the results
	 */
	public static Results of(List<Row> rows, Titles titles) {
		List<Row> counting = rows.stream().filter(Row::counts).toList();
		Map<Map<Column, String>, List<Row>> bySetting = new LinkedHashMap<>();
		for (String server : titles.servers().keySet()) {
			counting.stream()
				.filter((row) -> row.text(Column.SERVER).equals(server))
				.forEach((row) -> bySetting.computeIfAbsent(row.setting(), (setting) -> new ArrayList<>()).add(row));
		}
		return new Results(bySetting.values().stream().map((compared) -> new Comparison(compared, titles)).toList(),
				counting, rows.size() - counting.size(), titles);
	}

	/**
	 * Return whether there is anything that counts.
	 * @return whether there is nothing
	 */
	public boolean isEmpty() {
		return this.rows.isEmpty();
	}

	/**
	 * What was compared with each other.
	 */
	List<Comparison> comparisons() {
		return this.comparisons;
	}

	/**
	 * All that counts.
	 */
	List<Row> rows() {
		return this.rows;
	}

	/**
	 * How many do not count.
	 */
	long overloaded() {
		return this.overloaded;
	}

	Titles titles() {
		return this.titles;
	}

}
