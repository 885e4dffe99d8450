package io.github.spotaware.process;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.contract.AgainstForeignServer;
import io.github.spotaware.contract.MetadataMock;
import io.github.spotaware.contract.Moto;
import io.github.spotaware.contract.Switchboard;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real process on an instance that AWS's own mock plays, behind a target group that
 * moto plays.
 */
@AgainstForeignServer("Amazon EC2 Metadata Mock and moto")
class ForeignServersProcessTests {

	@Test
	void interruptionDeregistersServesOnAndEndsTheProcessBeforeTheDeadline() throws Exception {
		URI quiet = MetadataMock.start("spot", "--mock-delay-sec", "86400", "--rebalance-delay-sec", "86400");
		String group = Moto.targetGroup("instance");
		try (Switchboard metadata = Switchboard.to(quiet);
				ElasticLoadBalancingV2Client client = Moto.client();
				ExampleProcess example = start(metadata.uri(), group)) {
			example.awaitReadiness(200);
			TargetDescription target = target(example);
			client.registerTargets((request) -> request.targetGroupArn(group).targets(target));
			Instant deadline = Instant.now().plusSeconds(20);
			metadata.connect(MetadataMock.start("spot", "--action", "terminate", "--time", deadline.toString()));
			example.awaitReadiness(503);
			Awaitility.await().until(() -> targets(client, group).isEmpty());
			assertThat(example.get("/work").body()).isEqualTo("done");
			assertThat(example.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(Instant.now()).isBefore(deadline);
			assertThat(example.process().exitValue()).isEqualTo(75);
			example.awaitOutput("Deregistered '%s:%d' of target group".formatted(target.id(), target.port()));
			example.awaitOutput("Drained in ");
		}
	}

	@Test
	void wakingUpRegistersTheTargetAgain() throws Exception {
		URI quiet = MetadataMock.start("spot", "--mock-delay-sec", "86400", "--rebalance-delay-sec", "86400");
		String group = Moto.targetGroup("instance");
		try (Switchboard metadata = Switchboard.to(quiet);
				ElasticLoadBalancingV2Client client = Moto.client();
				ExampleProcess example = start(metadata.uri(), group)) {
			example.awaitReadiness(200);
			TargetDescription target = target(example);
			client.registerTargets((request) -> request.targetGroupArn(group).targets(target));
			Instant stopped = Instant.now().plusSeconds(15);
			metadata.connect(MetadataMock.start("spot", "--action", "stop", "--time", stopped.toString(),
					"--rebalance-delay-sec", "86400"));
			example.awaitReadiness(503);
			Awaitility.await().until(() -> targets(client, group).isEmpty());
			metadata.connect(quiet);
			example.awaitReadiness(200);
			assertThat(Instant.now()).isAfter(stopped);
			Awaitility.await().until(() -> targets(client, group).equals(List.of(target)));
		}
	}

	private static TargetDescription target(ExampleProcess example) {
		return TargetDescription.builder().id(MetadataMock.INSTANCE_ID).port(example.server().port()).build();
	}

	private static List<TargetDescription> targets(ElasticLoadBalancingV2Client client, String group) {
		return client.describeTargetHealth((request) -> request.targetGroupArn(group))
			.targetHealthDescriptions()
			.stream()
			.map(TargetHealthDescription::target)
			.toList();
	}

	private static ExampleProcess start(URI metadata, String group) throws Exception {
		return ExampleProcess.start(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.toString(), "AWS_REGION",
				"us-east-1", "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2", Moto.endpoint().toString(),
				"AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
				"spot-aware.elb.target-group-arns=" + group);
	}

}
