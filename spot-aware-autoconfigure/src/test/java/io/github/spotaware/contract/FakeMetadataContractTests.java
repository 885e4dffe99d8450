package io.github.spotaware.contract;

import java.net.URI;
import java.time.Instant;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import io.github.spotaware.test.imds.MetadataPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests of our own fake against what we rely on.
 */
class FakeMetadataContractTests extends MetadataContract {

	private FakeAws aws;

	private FakeInstance instance;

	@BeforeEach
	void start() {
		this.aws = FakeAws.start();
		this.instance = this.aws.instance("i-0123456789abcdef0", "10.0.1.15");
		this.instance.autoScalingState("InService");
	}

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Override
	URI quiet() {
		return this.instance.metadataEndpoint();
	}

	@Override
	URI interrupted(String action, Instant time) {
		this.instance.interrupt(action, time);
		return this.instance.metadataEndpoint();
	}

	@Override
	URI rebalanceRecommended(Instant noticeTime) {
		this.instance.recommendRebalance(noticeTime);
		return this.instance.metadataEndpoint();
	}

	@Override
	URI maintenanceScheduled(Instant notBefore) {
		this.instance.scheduleMaintenance("instance-stop", notBefore, "active");
		return this.instance.metadataEndpoint();
	}

	@Override
	URI terminatedByAutoScaling() {
		this.instance.autoScalingState("Terminated");
		return this.instance.metadataEndpoint();
	}

	@Override
	URI withoutAutoScaling() {
		this.instance.remove(MetadataPath.TARGET_LIFECYCLE_STATE);
		return this.instance.metadataEndpoint();
	}

}
