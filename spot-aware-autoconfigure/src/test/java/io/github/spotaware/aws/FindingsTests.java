package io.github.spotaware.aws;

import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Finding;
import io.github.spotaware.FindingLog;
import io.github.spotaware.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Findings}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FindingsTests {

	private static final String GONE = "No longer throttled: call";

	private final HoldingLog log = new HoldingLog();

	private final Findings held = new Findings(this.log);

	@Test
	void addLogsOnceUntilRemoved(CapturedOutput output) {
		Findings findings = new Findings();
		findings.add("call", finding("throttled", "first"));
		findings.add("call", finding("throttled", "second"));
		assertThat(output).contains("throttled: first").doesNotContain("throttled: second");
		findings.remove("call");
		assertThat(output).contains(GONE);
		assertThat(findings.findings()).isEmpty();
	}

	@Test
	void addWhenTheFirstWaitsHasTheLastWait() {
		this.held.add("call", finding("throttled", "first"));
		this.held.add("call", finding("throttled", "second"));
		assertThat(this.log.waiting).containsExactly(finding("throttled", "second"));
		this.held.add("call", finding("denied", "third"));
		assertThat(this.log.waiting).containsExactly(finding("denied", "third"));
	}

	@Test
	void removeWhatWaitsSaysNothing(CapturedOutput output) {
		this.held.add("call", finding("throttled", "first"));
		this.held.remove("call");
		assertThat(this.log.waiting).isEmpty();
		assertThat(output).doesNotContain("throttled");
	}

	@Test
	void removeWhatWasSaidSaysIt(CapturedOutput output) {
		this.held.add("call", finding("throttled", "first"));
		this.log.waiting.clear();
		this.held.remove("call");
		assertThat(output).contains(GONE);
	}

	private static Finding finding(String id, String message) {
		return new Finding(id, Severity.WARNING, message, "remedy");
	}

	/**
	 * Has everything wait.
	 */
	private static final class HoldingLog implements FindingLog {

		private final List<Finding> waiting = new ArrayList<>();

		@Override
		public void say(Finding finding, Runnable words) {
			this.waiting.add(finding);
		}

		@Override
		public boolean withdraw(Finding finding) {
			return this.waiting.remove(finding);
		}

	}

}
