package io.github.spotaware.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FindingCounts}.
 */
class FindingCountsTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofMillis(1500).toNanos());

	private final AtomicInteger asked = new AtomicInteger();

	private final FindingCounts counts = counts(() -> {
		this.asked.incrementAndGet();
		return List.of(finding("one", Severity.WARNING), finding("two", Severity.WARNING),
				finding("three", Severity.INFO));
	});

	@Test
	void ofEachSeverityAsksOnce() {
		assertThat(Arrays.stream(Severity.values()).map(this.counts::of)).containsExactly(0, 2, 1, 0);
		assertThat(this.asked).hasValue(1);
	}

	@Test
	void ofWhenASecondOldAsksAgain() {
		this.counts.of(Severity.WARNING);
		this.now.addAndGet(Duration.ofMillis(999).toNanos());
		this.counts.of(Severity.INFO);
		assertThat(this.asked).hasValue(1);
		this.now.addAndGet(Duration.ofMillis(1).toNanos());
		this.counts.of(Severity.WARNING);
		this.counts.of(Severity.INFO);
		assertThat(this.asked).hasValue(2);
		// The ticker may overflow.
		this.now.addAndGet(Duration.ofSeconds(1).toNanos());
		this.counts.of(Severity.WARNING);
		assertThat(this.asked).hasValue(3);
	}

	private FindingCounts counts(Check check) {
		return new FindingCounts(check::findings, this.now::get);
	}

	private static Finding finding(String id, Severity severity) {
		return new Finding(id, severity, "", "");
	}

}
