package io.github.spotaware.contract;

import java.time.Instant;
import java.util.Map;

import io.github.spotaware.SpotState;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests before LocalStack. Its community edition has queues, topics and rules, and no
 * Elastic Load Balancing: an API that answers, but not to us.
 */
@AgainstForeignServer("LocalStack")
class LocalStackTests {

	private static final String WARNING = """
			{"instance-id": "%s", "instance-action": "terminate"}""";

	private final LocalQueue queues = new LocalQueue();

	@Test
	void drainWhenTheApiDoesNotKnowTheActionGoesOnByTime() {
		String group = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/0123456789abcdef";
		try (ElasticLoadBalancingV2Client client = Moto.client(LocalStack.endpoint())) {
			assertThatExceptionOfType(AwsServiceException.class).isThrownBy(client::describeTargetGroups)
				.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(501));
		}
		try (FakeAws aws = FakeAws.start()) {
			FakeInstance instance = aws.instance("i-0123456789abcdef0", "10.0.1.15");
			instance.interrupt("stop", Instant.now().plusSeconds(12));
			try (ExampleContext example = ExampleContext.run(instance.metadataEndpoint(),
					ExampleContext.loadBalancing(LocalStack.endpoint(), group, "test", "test"))) {
				example.await(SpotState.Drained.class);
				example.awaitFindings((findings) -> assertThat(findings).isNotEmpty()
					.allSatisfy((finding) -> assertThat(finding.id()).isEqualTo("elb-unreachable")));
			}
		}
	}

	@Test
	void queueGivesBackWhatItWasSent() {
		String queue = this.queues.create("round-trip");
		this.queues.sqs("SendMessage", Map.of("QueueUrl", queue, "MessageBody", "hello"));
		assertThat(receive(queue)).isEqualTo("hello");
	}

	@Test
	void ruleSendsAnEventToAQueue() {
		String queue = this.queues.create("events");
		// The source 'aws.ec2' is AWS's own: PutEvents refuses it there.
		LocalQueue.events("PutRule",
				Map.of("Name", "interruptions", "EventPattern",
						LocalQueue.json(Map.of("source", new String[] { "test.ec2" }, "detail-type",
								new String[] { "EC2 Spot Instance Interruption Warning" }))));
		LocalQueue.events("PutTargets", Map.of("Rule", "interruptions", "Targets",
				new Object[] { Map.of("Id", "queue", "Arn", this.queues.arn(queue)) }));
		LocalQueue.events("PutEvents", Map.of("Entries", new Object[] { Map.of("Source", "test.ec2", "DetailType",
				"EC2 Spot Instance Interruption Warning", "Detail", WARNING.formatted("i-1")) }));
		JsonNode event = JsonMapper.shared().readTree(receive(queue));
		assertThat(event.get("detail-type").asString()).isEqualTo("EC2 Spot Instance Interruption Warning");
		assertThat(event.get("detail").get("instance-id").asString()).isEqualTo("i-1");
	}

	@Test
	void topicSendsAQueueOnlyWhatItsFilterLetsThrough() {
		String queue = this.queues.create("filtered");
		AwsCall sns = new AwsCall(LocalStack.endpoint(), "sns");
		String topic = AwsCall.find("<TopicArn>([^<]+)<",
				sns.query("CreateTopic", "2010-03-31", Map.of("Name", "interruptions")));
		sns.query("Subscribe", "2010-03-31",
				Map.of("TopicArn", topic, "Protocol", "sqs", "Endpoint", this.queues.arn(queue),
						"Attributes.entry.1.key", "FilterPolicyScope", "Attributes.entry.1.value", "MessageBody",
						"Attributes.entry.2.key", "FilterPolicy", "Attributes.entry.2.value",
						"{\"detail\": {\"instance-id\": [\"i-2\"]}}"));
		for (String instance : new String[] { "i-1", "i-2" }) {
			sns.query("Publish", "2010-03-31",
					Map.of("TopicArn", topic, "Message", "{\"detail\": " + WARNING.formatted(instance) + "}"));
		}
		JsonNode envelope = JsonMapper.shared().readTree(receive(queue));
		assertThat(envelope.get("Type").asString()).isEqualTo("Notification");
		assertThat(envelope.get("Message").asString()).contains("i-2");
		assertThat(this.queues.sqs("ReceiveMessage", Map.of("QueueUrl", queue)).has("Messages")).isFalse();
	}

	private String receive(String queue) {
		JsonNode messages = this.queues.sqs("ReceiveMessage", Map.of("QueueUrl", queue, "WaitTimeSeconds", 20))
			.get("Messages");
		assertThat(messages).hasSize(1);
		JsonNode message = messages.get(0);
		this.queues.sqs("DeleteMessage",
				Map.of("QueueUrl", queue, "ReceiptHandle", message.get("ReceiptHandle").asString()));
		return message.get("Body").asString();
	}

}
