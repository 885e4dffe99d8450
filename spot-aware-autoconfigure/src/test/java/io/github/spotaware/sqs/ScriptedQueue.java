package io.github.spotaware.sqs;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A queue that answers what a test has written, and then waits.
 */
final class ScriptedQueue implements Queue {

	private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();

	private final List<String> deleted = new CopyOnWriteArrayList<>();

	void send(String... bodies) {
		this.answers.add(List.of(bodies));
	}

	void fail(Throwable failure) {
		this.answers.add(failure);
	}

	List<String> deleted() {
		return this.deleted;
	}

	@Override
	public List<Received> receive(Ours ours) throws InterruptedException {
		Object answer = this.answers.take();
		if (answer instanceof RuntimeException failure) {
			throw failure;
		}
		if (answer instanceof Error failure) {
			throw failure;
		}
		return ((List<?>) answer).stream()
			.map(String.class::cast)
			.map((body) -> new Received("id", body, () -> this.deleted.add(body)))
			.toList();
	}

}
