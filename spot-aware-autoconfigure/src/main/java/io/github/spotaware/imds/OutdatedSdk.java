package io.github.spotaware.imds;

import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says that the AWS SDK is too old to be asked for interruption notices.
 */
final class OutdatedSdk implements Check {

	private static final Log logger = LogFactory.getLog(OutdatedSdk.class);

	private static final Finding FINDING = new Finding("imds-sdk-outdated", Severity.CRITICAL,
			"The metadata client of this AWS SDK does not tell an absent notice from an error, so that nothing asks for "
					+ "interruption notices.",
			"Import software.amazon.awssdk:bom in version 2.31.8 or later, or set spot-aware.platform=ec2 and rely on "
					+ "SIGTERM.");

	OutdatedSdk() {
		logger.warn(FINDING);
	}

	@Override
	public List<Finding> findings() {
		return List.of(FINDING);
	}

}
