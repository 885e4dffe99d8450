package io.github.spotaware.sample.process;

import java.io.InputStream;
import java.io.PipedInputStream;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ParentWatch}.
 */
class ParentWatchTests {

	private final AtomicInteger ends = new AtomicInteger();

	@Test
	void runWhenThePipeEndsEndsTheJvm() {
		new ParentWatch(InputStream.nullInputStream(), this.ends::incrementAndGet).run();
		assertThat(this.ends).hasValue(1);
	}

	@Test
	void runWhenThePipeBreaksEndsTheJvm() {
		new ParentWatch(new PipedInputStream(), this.ends::incrementAndGet).run();
		assertThat(this.ends).hasValue(1);
	}

}
