package io.github.spotaware.sqs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.TaskIdentity;

/**
 * Events as EventBridge sends them, and whom they are about.
 */
final class Events {

	static final String INSTANCE = "i-0123456789abcdef0";

	static final String TASK = "arn:aws:ecs:ap-northeast-1:123456789012:task/demo/0123456789abcdef0123456789abcdef";

	/**
	 * When they happened.
	 */
	static final Instant TIME = Instant.parse("2026-11-22T01:00:03Z");

	private Events() {
	}

	static String fixture(String name) {
		String file = "/fixtures/%s.json".formatted(name);
		try (InputStream in = Objects.requireNonNull(Events.class.getResourceAsStream(file))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static InstanceIdentity instance() {
		return new InstanceIdentity(Platform.EC2, INSTANCE, "10.0.1.15", "ap-northeast-1a", "ap-northeast-1",
				Capacity.SPOT);
	}

	static InstanceIdentity task() {
		return new InstanceIdentity(Platform.ECS_FARGATE, null, "10.0.1.15", "ap-northeast-1a", "ap-northeast-1",
				Capacity.SPOT,
				new TaskIdentity(TASK, "demo", "demo-svc", "app", List.of("10.0.1.15"), Map.of(), false, false));
	}

	/**
	 * A warning of an interruption.
	 */
	static String warning(String instance, Instant time) {
		return """
				{"version": "0", "detail-type": "EC2 Spot Instance Interruption Warning", "source": "aws.ec2",
				"time": "%s", "detail": {"instance-id": "%s", "instance-action": "terminate"}}""".formatted(time,
				instance);
	}

}
