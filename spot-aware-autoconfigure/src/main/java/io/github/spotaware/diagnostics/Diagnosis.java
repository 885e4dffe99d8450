package io.github.spotaware.diagnostics;

import java.util.List;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import io.github.spotaware.lifecycle.Budget;
import io.github.spotaware.lifecycle.SpotView;

/**
 * What was found out about a drain before there is one.
 *
 * @param findings what would make it fail, those that cost most first
 * @param budgets how the time there is would be divided
 */
record Diagnosis(List<Finding> findings, List<Budget> budgets) {

	static Diagnosis of(SpotView view) {
		return new Diagnosis(view.findings(), view.budgets());
	}

	/**
	 * Return whether somebody should change something.
	 */
	boolean serious() {
		return has(Severity.CRITICAL) || has(Severity.WARNING);
	}

	boolean has(Severity severity) {
		return count(severity) > 0;
	}

	long count(Severity severity) {
		return this.findings.stream().filter((finding) -> finding.severity() == severity).count();
	}

}
