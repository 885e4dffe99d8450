package io.github.spotaware.contract;

import java.time.Duration;
import java.util.UUID;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.wire.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of our own fake against what we rely on.
 */
class FakeLoadBalancingContractTests extends LoadBalancingContract {

	private final FakeAws aws = FakeAws.start();

	@AfterEach
	void reset() {
		this.aws.loadBalancing().reset();
	}

	@AfterAll
	void stop() {
		this.aws.close();
	}

	@Override
	ElasticLoadBalancingV2Client connect() {
		return Moto.client(this.aws.loadBalancing().endpoint());
	}

	@Override
	String createGroup(String type) {
		return create(settings(type));
	}

	@Override
	String createGroupWithoutDelay(String type) {
		return create(settings(type).withDeregistrationDelay(Duration.ZERO));
	}

	@Override
	String impossibleInstance() {
		return ADDRESS.id();
	}

	/**
	 * Only here: no foreign server throttles.
	 */
	@Test
	void throttledCallIsToldAsSuch() {
		String group = createGroup("ip");
		this.aws.loadBalancing().fail("DeregisterTargets", Fault.throttling(), 1);
		assertThatExceptionOfType(AwsServiceException.class).isThrownBy(() -> deregister(group, ADDRESS))
			.satisfies((ex) -> assertThat(ex.isThrottlingException()).isTrue());
	}

	private String create(TargetGroupSettings settings) {
		return this.aws.loadBalancing().createTargetGroup("group-" + UUID.randomUUID(), settings).arn();
	}

	private static TargetGroupSettings settings(String type) {
		return type.equals("ip") ? TargetGroupSettings.ip(8080) : TargetGroupSettings.instance(8080);
	}

}
