package io.github.spotaware.sample.matrix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the results in a file, a line for each interruption, so that whoever is stopped
 * in the middle can go on from there.
 */
public final class MatrixFile {

	private static final String HEADER = CsvLine.of(Column.header());

	private final Path file;

	private final List<Row> rows = new ArrayList<>();

	private final boolean broken;

	/**
	 * How many bytes are of whole lines.
	 */
	private final long whole;

	private MatrixFile(Path file, List<Row> rows, boolean broken, long whole) {
		this.whole = whole;
		this.file = file;
		this.rows.addAll(rows);
		this.broken = broken;
	}

	/**
	 * Open a file, which need not be there yet. A last line that is not whole is cut off.
	 * @param file the file
	 * @return its contents
	 * @throws IOException if it cannot be read, or not be cut
	 * @throws IllegalArgumentException if it is a file of something else
	 */
	public static MatrixFile open(Path file) throws IOException {
		MatrixFile opened = read(file);
		if (opened.broken) {
			cut(file, opened.whole);
		}
		return opened;
	}

	/**
	 * Read a file, and leave it as it is: somebody may be appending to it. A last line
	 * that is not whole is left out.
	 * @param file the file
	 * @return its contents
	 * @throws IOException if it cannot be read
	 * @throws IllegalArgumentException if it is a file of something else
	 */
	public static MatrixFile read(Path file) throws IOException {
		String text = Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
		String whole = text.substring(0, text.lastIndexOf('\n') + 1);
		List<String> lines = whole.lines().toList();
		boolean own = lines.isEmpty() ? HEADER.startsWith(text) : lines.get(0).equals(HEADER);
		if (!own) {
			throw new IllegalArgumentException("it is not a file of the matrix");
		}
		List<Row> rows = new ArrayList<>();
		for (int i = 1; i < lines.size(); i++) {
			Row row = Row.parse(lines.get(i));
			if (row != null) {
				rows.add(row);
			}
			else if (i < lines.size() - 1) {
				throw new IllegalArgumentException("its line %d is broken, and not the last one".formatted(i + 1));
			}
			else {
				whole = whole.substring(0, whole.lastIndexOf('\n', whole.length() - 2) + 1);
			}
		}
		return new MatrixFile(file, rows, !whole.equals(text), whole.getBytes(StandardCharsets.UTF_8).length);
	}

	private static void cut(Path file, long size) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(size);
		}
	}

	/**
	 * Return whether the last line was not whole.
	 * @return whether it was left out
	 */
	public boolean wasBroken() {
		return this.broken;
	}

	/**
	 * Return the rows.
	 * @return the rows in the order of the file
	 */
	public List<Row> rows() {
		return List.copyOf(this.rows);
	}

	/**
	 * Return whether an interruption is there that counts.
	 * @param planned an interruption, of which no more need be known than what tells it
	 * from others
	 * @return whether it is there
	 */
	public boolean has(Row planned) {
		return this.rows.stream().filter(Row::counts).anyMatch(planned::repeats);
	}

	/**
	 * Append a row; when this returns it is on the disk.
	 * @param row the row
	 * @throws IOException if it cannot be written
	 */
	public void append(Row row) throws IOException {
		boolean isNew = Files.notExists(this.file) || Files.size(this.file) == 0;
		String text = (isNew ? HEADER + '\n' : "") + row.line() + '\n';
		Files.writeString(this.file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND,
				StandardOpenOption.DSYNC);
		this.rows.add(row);
	}

}
