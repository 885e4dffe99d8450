package io.github.spotaware.web;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Asks its caller to close the connection, and sends a body of unknown length in chunks
 * all the same. Left to themselves, servlet containers end such a body with the
 * connection then, and one that is cut off looks complete.
 */
final class ClosingResponse extends HttpServletResponseWrapper {

	/**
	 * What containers hold back before they begin to send, at least.
	 */
	private static final int HELD_BACK = 8192;

	private static final Set<Integer> NO_BODY = Set.of(204, 205, 304);

	private final HttpServletResponse response;

	private @Nullable ServletOutputStream stream;

	private @Nullable PrintWriter writer;

	private long written;

	ClosingResponse(HttpServletResponse response) {
		super(response);
		this.response = response;
		ask(response);
	}

	static void ask(HttpServletResponse response) {
		response.setHeader("Connection", "close");
	}

	/**
	 * See that the container sends what it has, before the length of the body is known.
	 * It sends chunks where trailers may follow; none of ours does.
	 * @param status the status that will be sent: some have no body, and no chunks
	 */
	static void sendInChunks(HttpServletResponse response, int status) {
		if (!response.isCommitted() && !NO_BODY.contains(status) && !response.containsHeader("Content-Length")
				&& response.getTrailerFields() == null) {
			response.setTrailerFields(Map::of);
		}
	}

	private void sendInChunks() {
		sendInChunks(this.response, this.response.getStatus());
	}

	private void writing(long bytes) {
		this.written += bytes;
		if (this.written > Math.min(HELD_BACK, this.response.getBufferSize())) {
			sendInChunks();
		}
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		if (this.stream == null) {
			this.stream = new Stream(super.getOutputStream());
		}
		return this.stream;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		if (this.writer == null) {
			this.writer = new Text(super.getWriter());
		}
		return this.writer;
	}

	@Override
	public void flushBuffer() throws IOException {
		sendInChunks();
		super.flushBuffer();
	}

	@Override
	public void reset() {
		super.reset();
		this.stream = null;
		this.writer = null;
		this.written = 0;
		ask(this.response);
	}

	@Override
	public void resetBuffer() {
		super.resetBuffer();
		this.written = 0;
	}

	/**
	 * Counts bytes.
	 */
	private final class Stream extends ServletOutputStream {

		private final ServletOutputStream out;

		Stream(ServletOutputStream out) {
			this.out = out;
		}

		@Override
		public void write(int value) throws IOException {
			writing(1);
			this.out.write(value);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			writing(length);
			this.out.write(bytes, offset, length);
		}

		@Override
		public void flush() throws IOException {
			sendInChunks();
			this.out.flush();
		}

		@Override
		public void close() throws IOException {
			this.out.close();
		}

		@Override
		public boolean isReady() {
			return this.out.isReady();
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.out.setWriteListener(listener);
		}

	}

	/**
	 * Tells of errors as the container's writer does, which throws none: that its client
	 * is gone.
	 */
	private final class Text extends PrintWriter {

		private final PrintWriter containers;

		Text(PrintWriter containers) {
			super(new Characters(containers));
			this.containers = containers;
		}

		@Override
		public boolean checkError() {
			boolean failed = super.checkError();
			return this.containers.checkError() || failed;
		}

	}

	/**
	 * Counts characters as the most bytes they can be.
	 */
	private final class Characters extends FilterWriter {

		private static final int MOST_BYTES = 4;

		Characters(Writer out) {
			super(out);
		}

		@Override
		public void write(int value) throws IOException {
			writing(MOST_BYTES);
			super.write(value);
		}

		@Override
		public void write(char[] characters, int offset, int length) throws IOException {
			writing((long) length * MOST_BYTES);
			super.write(characters, offset, length);
		}

		@Override
		public void write(String text, int offset, int length) throws IOException {
			writing((long) length * MOST_BYTES);
			super.write(text, offset, length);
		}

		@Override
		public void flush() throws IOException {
			sendInChunks();
			super.flush();
		}

	}

}
