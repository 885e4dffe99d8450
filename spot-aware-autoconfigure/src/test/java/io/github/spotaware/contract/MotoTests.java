package io.github.spotaware.contract;

import java.net.URI;
import java.time.Instant;
import java.util.function.Consumer;

import io.github.spotaware.Finding;
import io.github.spotaware.SpotState;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs an application before moto's Elastic Load Balancing, on an instance that the
 * Amazon EC2 Metadata Mock plays.
 */
@AgainstForeignServer("moto")
class MotoTests {

	private static final TargetDescription TARGET = TargetDescription.builder()
		.id(MetadataMock.INSTANCE_ID)
		.port(8080)
		.build();

	private static final String DESCRIPTIONS = """
			"elasticloadbalancing:DescribeTargetGroups",
			"elasticloadbalancing:DescribeTargetGroupAttributes",
			"elasticloadbalancing:DescribeTargetHealth"
			""";

	@Test
	void drainDeregistersTheInstance() {
		String group = Moto.targetGroup("instance");
		try (ElasticLoadBalancingV2Client client = Moto.client()) {
			client.registerTargets((request) -> request.targetGroupArn(group).targets(TARGET));
			try (ExampleContext example = ExampleContext.run(interrupted(),
					ExampleContext.loadBalancing(Moto.endpoint(), group, "test", "test"))) {
				example.await(SpotState.Drained.class);
				assertThat(client.describeTargetHealth((request) -> request.targetGroupArn(group))
					.targetHealthDescriptions()).isEmpty();
			}
		}
	}

	@Test
	void drainDeregistersTheAddressInAGroupOfAddresses() {
		String group = Moto.targetGroup("ip");
		TargetDescription address = TargetDescription.builder().id("10.0.7.10").port(8080).build();
		TargetDescription other = TargetDescription.builder().id("10.0.7.11").port(8080).build();
		try (ElasticLoadBalancingV2Client client = Moto.client()) {
			client.registerTargets((request) -> request.targetGroupArn(group).targets(address, other));
			try (ExampleContext example = ExampleContext.run(interrupted(),
					ExampleContext.loadBalancing(Moto.endpoint(), group, "test", "test"))) {
				example.await(SpotState.Drained.class);
				assertThat(client.describeTargetHealth((request) -> request.targetGroupArn(group))
					.targetHealthDescriptions()).extracting(TargetHealthDescription::target)
					.extracting(TargetDescription::id)
					.containsExactly("10.0.7.11");
			}
		}
	}

	@Test
	void drainWithThePermissionsThatWeAskForDeregisters() {
		String group = Moto.targetGroup("instance");
		drainAllowed("\"elasticloadbalancing:DeregisterTargets\", " + DESCRIPTIONS, group, (example) -> example
			.awaitFindings(
					(findings) -> assertThat(findings).extracting(Finding::id).doesNotContain("elb-access-denied")));
		try (ElasticLoadBalancingV2Client client = Moto.client()) {
			assertThat(
					client.describeTargetHealth((request) -> request.targetGroupArn(group)).targetHealthDescriptions())
				.isEmpty();
		}
	}

	@Test
	void drainWhenTheRoleMayNotDeregisterGoesOnByTime() {
		String group = Moto.targetGroup("instance");
		drainAllowed(DESCRIPTIONS, group,
				(example) -> example.awaitFindings((findings) -> assertThat(findings)
					.filteredOn((finding) -> finding.id().equals("elb-access-denied"))
					.singleElement()
					.satisfies((finding) -> assertThat(finding.remedy())
						.contains("'elasticloadbalancing:DeregisterTargets' on '" + group))));
	}

	@Test
	void groupThatIsUnknownIsAFinding() {
		String unknown = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/unknown/0123456789abcdef";
		try (ExampleContext example = ExampleContext.run(interrupted(),
				ExampleContext.loadBalancing(Moto.endpoint(), unknown, "test", "test"))) {
			example.await(SpotState.Drained.class);
			example.awaitFindings(
					(findings) -> assertThat(findings).extracting(Finding::id).contains("elb-target-group-not-found"));
		}
	}

	private static void drainAllowed(String actions, String group, Consumer<ExampleContext> asserted) {
		try (ElasticLoadBalancingV2Client client = Moto.client()) {
			client.registerTargets((request) -> request.targetGroupArn(group).targets(TARGET));
		}
		MotoUser.allowed(actions, (user) -> {
			try (ExampleContext example = ExampleContext.run(interrupted(),
					ExampleContext.loadBalancing(Moto.endpoint(), group, user.accessKey(), user.secretKey()))) {
				example.await(SpotState.Drained.class);
				asserted.accept(example);
			}
		});
	}

	private static URI interrupted() {
		return MetadataMock.start("spot", "--action", "stop", "--time", Instant.now().plusSeconds(60).toString(),
				"--rebalance-delay-sec", "86400");
	}

}
