package io.github.spotaware.web;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class ClosingResponseTests {

	private final Recording recording = new Recording();

	private final HttpServletResponse response = new ClosingResponse(this.recording);

	@Test
	void bodyWhenItIsShortIsLeftToTheContainer() throws Exception {
		this.response.getOutputStream().print("hello");
		this.response.getOutputStream().close();
		assertThat(this.recording.getHeader("Connection")).isEqualTo("close");
		assertThat(this.recording.inChunks).isFalse();
	}

	@Test
	void bodyWhenItIsLongIsSentInChunks() throws Exception {
		this.response.getOutputStream().write(new byte[8192]);
		assertThat(this.recording.inChunks).isFalse();
		this.response.getOutputStream().write(1);
		assertThat(this.recording.inChunks).isTrue();
	}

	@Test
	void bodyWhenItsLengthIsKnownIsSentAsItIs() throws Exception {
		this.response.setContentLength(10_000);
		this.response.getOutputStream().write(new byte[10_000]);
		this.response.flushBuffer();
		assertThat(this.recording.inChunks).isFalse();
	}

	@Test
	void bodyWhenItIsFlushedIsSentInChunks() throws Exception {
		this.response.getOutputStream().print("hello");
		this.response.getOutputStream().flush();
		assertThat(this.recording.inChunks).isTrue();
	}

	@Test
	void bodyWhenItIsLongTextIsSentInChunks() throws Exception {
		this.response.getWriter().write("x".repeat(2048));
		assertThat(this.recording.inChunks).isFalse();
		this.response.getWriter().write('x');
		assertThat(this.recording.inChunks).isTrue();
	}

	@Test
	void bodyWhenTextIsFlushedIsSentInChunks() throws Exception {
		this.response.getWriter().print("hello");
		this.response.getWriter().flush();
		assertThat(this.recording.inChunks).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 205, 304 })
	void bodyWhenThereIsNoneIsNotSentInChunks(int status) throws Exception {
		this.response.setStatus(status);
		this.response.flushBuffer();
		assertThat(this.recording.inChunks).isFalse();
	}

	@Test
	void bodyWhenTheApplicationHasTrailersIsFollowedByThem() throws Exception {
		Supplier<Map<String, String>> trailers = () -> Map.of("Digest", "abc");
		this.response.setTrailerFields(trailers);
		this.response.flushBuffer();
		assertThat(this.response.getTrailerFields()).isSameAs(trailers);
	}

	@Test
	void writerWhenTheClientIsGoneTellsAsThatOfTheContainerDoes() throws Exception {
		PrintWriter writer = this.response.getWriter();
		writer.print("hello");
		assertThat(writer.checkError()).isFalse();
		this.recording.gone = true;
		assertThat(writer.checkError()).isTrue();
	}

	@Test
	void responseWhenItIsResetAsksAgain() throws Exception {
		this.response.getOutputStream().write(new byte[8192]);
		this.response.reset();
		assertThat(this.recording.getHeader("Connection")).isEqualTo("close");
		this.response.getOutputStream().write(1);
		assertThat(this.recording.inChunks).isFalse();
	}

	@Test
	void responseWhenItsBufferIsResetCountsAnew() throws Exception {
		this.response.getOutputStream().write(new byte[8192]);
		this.response.resetBuffer();
		this.response.getOutputStream().write(1);
		assertThat(this.recording.inChunks).isFalse();
	}

	/**
	 * A response that is not sent before it is told to be, and knows how. Its writer
	 * throws nothing, as those of containers.
	 */
	private static final class Recording extends MockHttpServletResponse {

		private final PrintWriter writer = new PrintWriter(Writer.nullWriter()) {

			@Override
			public boolean checkError() {
				return Recording.this.gone;
			}

		};

		private @Nullable Supplier<Map<String, String>> trailers;

		private boolean inChunks;

		private boolean gone;

		Recording() {
			setBufferSize(100_000);
		}

		@Override
		public PrintWriter getWriter() {
			return this.writer;
		}

		@Override
		public void setTrailerFields(Supplier<Map<String, String>> supplier) {
			this.trailers = supplier;
			this.inChunks = supplier.get().isEmpty();
		}

		@Override
		public @Nullable Supplier<Map<String, String>> getTrailerFields() {
			return this.trailers;
		}

	}

}
