package io.github.spotaware.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.FindingLog;
import io.github.spotaware.Severity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Finds that the SIGTERM which ends our container does not reach this process. On an
 * instance nothing is looked at: systemd signals a service as a whole, and a developer's
 * shell does no harm.
 */
final class SwallowedSigterm implements Check {

	private static final Log logger = LogFactory.getLog(SwallowedSigterm.class);

	private final ContainerSigns container;

	private final Ancestors ancestors;

	private final FindingLog log;

	private volatile List<Finding> findings = List.of();

	SwallowedSigterm(Path root, Map<String, String> environment, FindingLog log) {
		this.container = new ContainerSigns(root, environment);
		this.ancestors = new Ancestors(root);
		this.log = log;
	}

	/**
	 * Look once; the ancestors of a process hardly change. Never throws.
	 */
	void look() {
		this.findings = find();
		this.findings.forEach((finding) -> this.log.say(finding, () -> logger.warn(finding)));
	}

	@Override
	public List<Finding> findings() {
		return this.findings;
	}

	private List<Finding> find() {
		if (!this.container.any()) {
			return List.of();
		}
		List<Ancestor> all = this.ancestors.read();
		List<Ancestor> shells = all.stream().filter(Ancestor::swallows).toList();
		return (shells.isEmpty() || all.stream().anyMatch(Ancestor::signalsAll)) ? List.of() : List.of(finding(shells));
	}

	private static Finding finding(List<Ancestor> shells) {
		return new Finding("sigterm-swallowed", Severity.CRITICAL,
				("%s started this process and does not pass SIGTERM on to it: it is killed without a drain, and the "
						+ "requests that are still sent to it are lost.")
					.formatted(shells.stream().map(Ancestor::toString).collect(Collectors.joining(" under "))),
				"Begin the shell's last command with 'exec' ('exec java ...'), or write ENTRYPOINT and CMD as lists; "
						+ "an init such as tini, or ECS's initProcessEnabled, does not help a shell behind it.");
	}

}
