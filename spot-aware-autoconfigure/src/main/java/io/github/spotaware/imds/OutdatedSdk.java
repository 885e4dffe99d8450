package io.github.spotaware.imds;

import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.FindingLog;
import io.github.spotaware.Severity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says that the AWS SDK is too old to be asked for interruption notices. A pod does well
 * without them, and on Fargate there is nobody to ask.
 */
final class OutdatedSdk implements Check {

	private static final String ID = "imds-sdk-outdated";

	private static final Log logger = LogFactory.getLog(OutdatedSdk.class);

	private static final String MESSAGE = "The metadata client of this AWS SDK does not tell an absent notice from an "
			+ "error, so that nothing asks for interruption notices";

	private static final String REMEDY = "Import software.amazon.awssdk:bom in version 2.31.8 or later, or set ";

	private static final Finding ON_INSTANCE = new Finding(ID, Severity.CRITICAL, MESSAGE + ".",
			REMEDY + "spot-aware.platform=ec2 and spot-aware.imds.enabled=false, and rely on SIGTERM.");

	private static final Finding IN_TASK = new Finding(ID, Severity.WARNING,
			MESSAGE + "; SIGTERM is all that tells of an interruption.",
			REMEDY + "ECS_ENABLE_SPOT_INSTANCE_DRAINING, so that SIGTERM comes in time, and "
					+ "spot-aware.imds.enabled=false.");

	private final List<Finding> findings;

	OutdatedSdk(Surroundings surroundings, FindingLog log) {
		this.findings = find(surroundings);
		this.findings.forEach((finding) -> log.say(finding, () -> logger.warn(finding)));
	}

	private static List<Finding> find(Surroundings surroundings) {
		if (surroundings.pod() || surroundings.fargate()) {
			return List.of();
		}
		return List.of((surroundings.orchestrator() != null) ? IN_TASK : ON_INSTANCE);
	}

	@Override
	public List<Finding> findings() {
		return this.findings;
	}

}
