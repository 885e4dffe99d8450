package io.github.spotaware.sqs;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotaware.Finding;
import io.github.spotaware.MessageUse;
import io.github.spotaware.QueueView;
import io.github.spotaware.Severity;
import io.github.spotaware.aws.Findings;

/**
 * Counts messages by what became of them, and finds fault with what does not belong into
 * the queue. Safe for use by any thread.
 */
final class MessageCounts implements QueueView {

	private final String queue;

	private final Findings findings;

	private final boolean answersLifecycleActions;

	private final Map<MessageUse, LongAdder> counts = Stream.of(MessageUse.values())
		.collect(Collectors.toUnmodifiableMap(Function.identity(), (use) -> new LongAdder()));

	MessageCounts(String queue, Findings findings, boolean answersLifecycleActions) {
		this.queue = queue;
		this.findings = findings;
		this.answersLifecycleActions = answersLifecycleActions;
	}

	void add(Reading reading) {
		count(reading.use()).increment();
		if (reading.use() == MessageUse.FOREIGN) {
			find("sqs-queue-shared", Severity.CRITICAL, "%s about others, the last one: %s", reading,
					"Give each instance or task a queue of its own, and let the EventBridge rule or the subscription "
							+ "to the SNS topic filter by the id: of several readers of a queue only one gets a message.");
		}
		else if (reading.use() == MessageUse.NOT_UNDERSTOOD) {
			find("sqs-message-not-understood", Severity.WARNING, "%s not understood, the last one: %s", reading,
					"Send nothing but the events of interruptions to this queue, and give it a dead-letter queue, "
							+ "to which such messages go.");
		}
	}

	private void find(String id, Severity severity, String message, Reading reading, String remedy) {
		long count = messages(reading.use());
		String words = (count == 1) ? "1 message of '%s' was".formatted(this.queue)
				: "%,d messages of '%s' were".formatted(count, this.queue);
		this.findings.add(id, new Finding(id, severity, message.formatted(words, reading.why()) + ".", remedy));
	}

	@Override
	public String queue() {
		return this.queue;
	}

	@Override
	public String source() {
		return Channel.ENDING.source();
	}

	@Override
	public boolean answersLifecycleActions() {
		return this.answersLifecycleActions;
	}

	@Override
	public long messages(MessageUse use) {
		return count(use).sum();
	}

	private LongAdder count(MessageUse use) {
		LongAdder count = this.counts.get(use);
		if (count == null) {
			throw new IllegalArgumentException(use.id());
		}
		return count;
	}

}
