package io.github.spotaware.sample.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Is one line of the file: an interruption and what came of it. What is not known is
 * empty.
 */
public final class Row {

	private final Map<Column, String> values;

	private Row(Map<Column, String> values) {
		this.values = values;
	}

	/**
	 * Create a row of which nothing is known.
	 * @return the row
	 */
	public static Row empty() {
		return new Row(new EnumMap<>(Column.class));
	}

	/**
	 * Return this row with one more value.
	 * @param column the column
	 * @param value the value, {@code null} if it is not known
	 * @return the row
	 */
	public Row with(Column column, @Nullable Object value) {
		Map<Column, String> more = new EnumMap<>(Column.class);
		more.putAll(this.values);
		String text = (value instanceof Duration time) ? Long.toString(time.toMillis()) : Objects.toString(value, "");
		more.put(column, text.replaceAll("\\R", " "));
		return new Row(more);
	}

	/**
	 * Return a value.
	 * @param column the column
	 * @return the value, empty if it is not known
	 */
	public String text(Column column) {
		return this.values.getOrDefault(column, "");
	}

	/**
	 * Return a value that is a whole number.
	 * @param column the column
	 * @return the number, 0 if it is not known
	 */
	public long number(Column column) {
		String text = text(column);
		return text.isEmpty() ? 0 : Long.parseLong(text);
	}

	/**
	 * Return a value that is a time.
	 * @param column the column
	 * @return the time, {@code null} if it is not known
	 */
	public @Nullable Duration time(Column column) {
		return text(column).isEmpty() ? null : Duration.ofMillis(number(column));
	}

	/**
	 * Return whether this says something of the application, and not of the machine.
	 * @return whether it counts
	 */
	public boolean counts() {
		return !text(Column.OVERLOADED).equals("true");
	}

	/**
	 * Return whether this is the same interruption as another one.
	 * @param other the other one
	 * @return whether it is
	 */
	public boolean repeats(Row other) {
		return only(Column::isIdentity).equals(other.only(Column::isIdentity));
	}

	Map<Column, String> setting() {
		return only(Column::isSetting);
	}

	private Map<Column, String> only(Predicate<Column> wanted) {
		Map<Column, String> some = new EnumMap<>(Column.class);
		Arrays.stream(Column.values()).filter(wanted).forEach((column) -> some.put(column, text(column)));
		return some;
	}

	String line() {
		return CsvLine.of(Arrays.stream(Column.values()).map(this::text).toList());
	}

	/**
	 * Read a line.
	 * @return the row, or {@code null} if that is not a whole line
	 */
	static @Nullable Row parse(String line) {
		List<String> fields = CsvLine.split(line);
		if (fields == null || fields.size() != Column.values().length) {
			return null;
		}
		List<String> left = new ArrayList<>(fields);
		Row row = empty();
		for (Column column : Column.values()) {
			row.values.put(column, left.remove(0));
		}
		return row;
	}

}
