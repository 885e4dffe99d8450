package io.github.spotaware.process;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.github.spotaware.testsupport.ElasticQueues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes read their own queue, in ElasticMQ.
 */
@Tag("sqs")
class SqsProcessTests extends ProcessTestBase {

	private static final String INSTANCE = "i-0123456789abcdef0";

	private static final Duration NOTICE = Duration.ofMinutes(2);

	private static final ElasticQueues queues = new ElasticQueues();

	@AfterAll
	static void closeQueues() {
		queues.close();
	}

	@Test
	void warningOfOursRefusesServesOnAndEndsTheProcessBeforeTheDeadline() throws Exception {
		String queue = queues.create("spot-" + INSTANCE);
		queues.send(queue, warning("i-0fedcba9876543210", Instant.now()), "hello");
		ExampleProcess example = startReady(launch(queues.reading("spot-{instance-id}")));
		example.server().awaitSpot("\"not-understood\":1");
		assertThat(example.server().spot()).contains("\"foreign\":1", "\"accepted\":0")
			.contains("\"queue\":{\"name\":\"spot-{instance-id}\",\"lastSuccess\":");
		assertThat(example.readiness()).isEqualTo(200);
		assertThat(example.get("/work").headers().firstValue("connection")).isEmpty();
		HeldRequests slow = example.hold();
		Instant deadline = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
		queues.send(queue, warning(INSTANCE, deadline.minus(NOTICE)));
		example.awaitReadiness(503);
		example.awaitClosing();
		example.server().awaitSpot("\"accepted\":1");
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(75);
		assertThat(Instant.now()).isBefore(deadline);
		assertThat(example.output())
			.anyMatch((line) -> line
				.contains("running -> draining: spot interruption (terminate) by sqs; deadline " + deadline))
			.anyMatch((line) -> line.contains("callers have let go"));
		assertThat(queues.left(queue)).isEqualTo(2);
	}

	@Test
	void warningOfAnEarlierLifeOfTheInstanceIsForgotten() throws Exception {
		String queue = queues.create("replayed");
		queues.send(queue, warning(INSTANCE, Instant.now().minus(NOTICE).minusSeconds(5)));
		ExampleProcess example = startReady(launch(queues.reading(queue)));
		example.server().awaitSpot("\"implausible\":1");
		assertThat(example.readiness()).isEqualTo(200);
		assertThat(example.lines("-> draining")).isZero();
		example.await("deleted", () -> queues.left(queue) == 0);
	}

	private static String warning(String instance, Instant time) {
		return """
				{"version": "0", "detail-type": "EC2 Spot Instance Interruption Warning", "source": "aws.ec2",
				"time": "%s", "detail": {"instance-id": "%s", "instance-action": "terminate"}}""".formatted(time,
				instance);
	}

}
