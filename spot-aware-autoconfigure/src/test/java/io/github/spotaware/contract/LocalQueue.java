package io.github.spotaware.contract;

import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Queues of LocalStack, the rules of EventBridge that send to them, and topics in
 * between.
 */
final class LocalQueue {

	private static final String SOURCE = "test.ec2";

	private final AwsCall sqs = new AwsCall(LocalStack.endpoint(), "sqs");

	private final AwsCall sns = new AwsCall(LocalStack.endpoint(), "sns");

	/**
	 * Create a queue that a rule sends to.
	 */
	void subscribe(String name, String detailType) {
		rule(name, detailType, arn(create(name)));
	}

	/**
	 * Create a queue that a topic sends to, to which a rule sends.
	 * @param instance the only instance whose events are let through
	 */
	void subscribeByTopic(String name, String detailType, String instance) {
		String topic = AwsCall.find("<TopicArn>([^<]+)<",
				this.sns.query("CreateTopic", "2010-03-31", Map.of("Name", name)));
		this.sns.query("Subscribe", "2010-03-31",
				Map.of("TopicArn", topic, "Protocol", "sqs", "Endpoint", arn(create(name)), "Attributes.entry.1.key",
						"FilterPolicyScope", "Attributes.entry.1.value", "MessageBody", "Attributes.entry.2.key",
						"FilterPolicy", "Attributes.entry.2.value",
						json(Map.of("detail", Map.of("instance-id", new String[] { instance })))));
		rule(name, detailType, topic);
	}

	private static void rule(String name, String detailType, String target) {
		events("PutRule", Map.of("Name", name, "EventPattern",
				json(Map.of("source", new String[] { SOURCE }, "detail-type", new String[] { detailType }))));
		events("PutTargets", Map.of("Rule", name, "Targets", new Object[] { Map.of("Id", name, "Arn", target) }));
	}

	/**
	 * Put an event onto the bus.
	 * @param detail the members of its detail
	 */
	void put(String detailType, String detail) {
		events("PutEvents", Map.of("Entries",
				new Object[] { Map.of("Source", SOURCE, "DetailType", detailType, "Detail", "{" + detail + "}") }));
	}

	/**
	 * Return how many messages are in a queue, received or not.
	 */
	int left(String name) {
		String url = sqs("GetQueueUrl", Map.of("QueueName", name)).get("QueueUrl").asString();
		JsonNode attributes = sqs("GetQueueAttributes",
				Map.of("QueueUrl", url, "AttributeNames", new String[] { "All" }))
			.get("Attributes");
		return Integer.parseInt(attributes.get("ApproximateNumberOfMessages").asString())
				+ Integer.parseInt(attributes.get("ApproximateNumberOfMessagesNotVisible").asString());
	}

	/**
	 * Create a queue.
	 * @return its URL
	 */
	String create(String name) {
		return sqs("CreateQueue", Map.of("QueueName", name)).get("QueueUrl").asString();
	}

	String arn(String queue) {
		return sqs("GetQueueAttributes", Map.of("QueueUrl", queue, "AttributeNames", new String[] { "QueueArn" }))
			.get("Attributes")
			.get("QueueArn")
			.asString();
	}

	JsonNode sqs(String action, Map<String, Object> parameters) {
		String answer = this.sqs.json("application/x-amz-json-1.0", "AmazonSQS." + action, json(parameters));
		return JsonMapper.shared().readTree(answer.isEmpty() ? "{}" : answer);
	}

	static void events(String action, Map<String, Object> parameters) {
		new AwsCall(LocalStack.endpoint(), "events").json("application/x-amz-json-1.1", "AWSEvents." + action,
				json(parameters));
	}

	static String json(Map<String, ?> value) {
		return JsonMapper.shared().writeValueAsString(value);
	}

}
