package io.github.spotaware.contract;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the Amazon EC2 Metadata Mock against what we rely on. What it does otherwise
 * than AWS's documentation says is overridden here, so that we learn when it changes.
 */
@AgainstForeignServer("Amazon EC2 Metadata Mock")
class MetadataMockContractTests extends MetadataContract {

	private static final String LATER = "86400";

	@Override
	URI quiet() {
		return MetadataMock.with("--mock-delay-sec", LATER, "--rebalance-delay-sec", LATER,
				"--asg-termination-delay-sec", LATER);
	}

	@Override
	URI interrupted(String action, Instant time) {
		return MetadataMock.with("spot", "--action", action, "--time", time.toString());
	}

	@Override
	URI rebalanceRecommended(Instant noticeTime) {
		return MetadataMock.with("spot", "--mock-delay-sec", LATER, "--rebalance-rec-time", noticeTime.toString());
	}

	@Override
	URI maintenanceScheduled(Instant notBefore) {
		return MetadataMock.with("events", "--code", "instance-stop", "--not-before", notBefore.toString(),
				"--not-after", notBefore.plus(Duration.ofHours(2)).toString());
	}

	@Override
	URI terminatedByAutoScaling() {
		return MetadataMock.with("asglifecycle");
	}

	@Override
	URI withoutAutoScaling() {
		return MetadataMock.with("spot", "--mock-delay-sec", LATER, "--rebalance-delay-sec", LATER);
	}

	/**
	 * The mock does not look at the header. AWS: a PUT request that has it is rejected,
	 * so that an open proxy gives no token away (Use the Instance Metadata Service).
	 */
	@Test
	@Override
	void tokenThroughAProxyIsRefused() throws Exception {
		assertThat(requestToken(quiet(), "X-aws-ec2-metadata-token-ttl-seconds", "60", "X-Forwarded-For", "10.0.0.1")
			.statusCode()).isEqualTo(200);
	}

	/**
	 * The mock gives a time for any action. AWS: unless the instance is to be terminated,
	 * there is none, or something that is no time (Spot Instance interruption notices).
	 * We read only the action.
	 */
	@Test
	@Override
	void terminationTimeWhenTheInstanceIsToStopIsNotFound() throws Exception {
		assertThat(ask(interrupted("stop", TIME), "spot/termination-time").statusCode()).isEqualTo(200);
	}

	/**
	 * The mock answers 404. AWS's documentation does not say; instances give an empty
	 * array. Who reads it has to bear both.
	 */
	@Test
	@Override
	void maintenanceWhenNoneIsScheduledIsAnEmptyArray() throws Exception {
		assertThat(ask(quiet(), "events/maintenance/scheduled").statusCode()).isEqualTo(404);
	}

}
