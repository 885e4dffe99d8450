package io.github.spotaware.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.FindingLog;
import io.github.spotaware.Severity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps what is wrong until it is right again, and logs when that changes. Safe for use
 * by any thread.
 */
public final class Findings implements Check {

	private static final Log logger = LogFactory.getLog(Findings.class);

	private final Map<String, Finding> standing = new LinkedHashMap<>();

	private final FindingLog log;

	/**
	 * Create it for somebody who wants everything to be logged at once.
	 */
	public Findings() {
		this(FindingLog.AT_ONCE);
	}

	/**
	 * Create it.
	 * @param log decides when something is logged
	 */
	public Findings(FindingLog log) {
		this.log = log;
	}

	/**
	 * Add what is wrong, in place of what was wrong with the same subject.
	 * @param subject what it is about
	 * @param finding what is wrong
	 */
	public synchronized void add(String subject, Finding finding) {
		Finding before = this.standing.put(subject, finding);
		boolean unsaid = before != null && this.log.withdraw(before);
		if (before == null || unsaid || !before.id().equals(finding.id())) {
			this.log.say(finding, () -> log(finding));
		}
		else {
			logger.debug(finding);
		}
	}

	private static void log(Finding finding) {
		if (finding.severity() == Severity.INFO) {
			logger.info(finding);
		}
		else {
			logger.warn(finding);
		}
	}

	/**
	 * Remove what was wrong, if anything was.
	 * @param subject what it was about
	 */
	public synchronized void remove(String subject) {
		Finding before = this.standing.remove(subject);
		if (before != null && !this.log.withdraw(before)) {
			logger.info("No longer %s: %s".formatted(before.id(), subject));
		}
	}

	@Override
	public synchronized List<Finding> findings() {
		return this.standing.values().stream().distinct().toList();
	}

}
