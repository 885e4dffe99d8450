package io.github.spotaware.testsupport;

import java.util.Map;

import io.github.spotaware.MessageUse;
import io.github.spotaware.QueueView;

/**
 * A queue of events that is not there.
 *
 * @param queue its name
 * @param source the source that tells how it answers
 * @param counts how many messages have come, none where there is no count
 */
public record FakeQueue(String queue, String source, Map<MessageUse, Long> counts) implements QueueView {

	@Override
	public boolean answersLifecycleActions() {
		return true;
	}

	@Override
	public long messages(MessageUse use) {
		return this.counts.getOrDefault(use, 0L);
	}

}
