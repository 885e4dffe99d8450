package io.github.spotaware.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotaware.Finding;
import io.github.spotaware.MessageUse;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.QueueView;
import io.github.spotaware.SpotState;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.testsupport.ElasticQueues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the threat model says of a queue that others send to.
 */
@Tag("sqs")
class HostileQueueTests {

	/**
	 * The largest message that SQS took for most of its life, and that ElasticMQ takes.
	 */
	private static final int LARGEST = 256 * 1024;

	private static final String OTHER = "i-0fedcba9876543210";

	private static final ElasticQueues queues = new ElasticQueues();

	private static final AtomicInteger created = new AtomicInteger();

	private final FakeAws aws = FakeAws.start();

	private final String name = "events-" + created.incrementAndGet();

	private final String queue = queues.create(this.name);

	@AfterEach
	void close() {
		this.aws.close();
	}

	@AfterAll
	static void closeQueues() {
		queues.close();
	}

	@Test
	void onlyWhatIsAboutUsAndOfNowDrains() {
		Instant now = Instant.now();
		String[] replayedOrForged = { QueueMessages.warning(QueueMessages.INSTANCE, now.minusSeconds(125)),
				QueueMessages.warning(QueueMessages.INSTANCE, now.minus(Duration.ofDays(1))),
				QueueMessages.warning(QueueMessages.INSTANCE, now.plus(Duration.ofHours(1))),
				QueueMessages.warning(QueueMessages.INSTANCE, "1970-01-01T00:00:00Z"),
				QueueMessages.warning(QueueMessages.INSTANCE, Instant.MAX),
				QueueMessages.warning(QueueMessages.INSTANCE, Instant.MIN),
				QueueMessages.state("stopping", now.minusSeconds(60)),
				QueueMessages.lifecycleAction(now.minus(Duration.ofDays(1))),
				QueueMessages.maintenance("open", now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1))) };
		String[] unreadable = { "hello", "[]", "{\"Message\": \"hello\"}", QueueMessages.warning("", now),
				QueueMessages.warning(QueueMessages.INSTANCE, "soon"), "{\"a\":".repeat(LARGEST / 5),
				"x".repeat(LARGEST) };
		String foreign = QueueMessages.warning(OTHER.repeat(10_000), now);
		queues.send(this.queue, replayedOrForged);
		queues.send(this.queue, unreadable);
		queues.send(this.queue, foreign);
		try (ExampleContext example = start()) {
			QueueView seen = example.bean(QueueView.class);
			ExampleContext.awaitThat(() -> seen.messages(MessageUse.FOREIGN) == 1);
			ExampleContext.awaitThat(() -> seen.messages(MessageUse.IMPLAUSIBLE) == replayedOrForged.length);
			ExampleContext.awaitThat(() -> seen.messages(MessageUse.NOT_UNDERSTOOD) == unreadable.length);
			assertThat(example.states()).isEmpty();
			example.awaitFindings(
					(findings) -> assertThat(findings).filteredOn((finding) -> finding.id().startsWith("sqs-"))
						.extracting(Finding::message)
						.hasSize(2)
						.allSatisfy((message) -> assertThat(message).hasSizeLessThan(250)));
			queues.send(this.queue, QueueMessages.warning(QueueMessages.INSTANCE, Instant.now()));
			assertThat(example.await(SpotState.Drained.class).cause()).isEqualTo(NoticeCause.SPOT_INTERRUPTION);
			ExampleContext.awaitThat(() -> queues.left(this.queue) == unreadable.length + 1);
		}
	}

	@Test
	void floodAboutOthersHidesNothing() {
		queues.flood(this.queue, QueueMessages.warning(OTHER, Instant.now()), 500);
		queues.send(this.queue, QueueMessages.warning(QueueMessages.INSTANCE, Instant.now()));
		try (ExampleContext example = start()) {
			example.await(SpotState.Drained.class);
			QueueView seen = example.bean(QueueView.class);
			ExampleContext.awaitThat(() -> seen.messages(MessageUse.FOREIGN) == 500);
			example.awaitFindings(
					(findings) -> assertThat(findings).filteredOn((finding) -> finding.id().equals("sqs-queue-shared"))
						.singleElement()
						.extracting(Finding::message)
						.asString()
						.startsWith("500 messages of '%s' were about others".formatted(this.name)));
			assertThat(queues.left(this.queue)).isEqualTo(500);
		}
	}

	private ExampleContext start() {
		return ExampleContext.run(this.aws.instance(QueueMessages.INSTANCE, "10.0.1.15").metadataEndpoint(),
				queues.reading(this.name));
	}

}
