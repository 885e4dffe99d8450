package io.github.spotaware.kubernetes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.spotaware.Signals;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * What a source has said.
 */
final class RecordedSignals implements Signals {

	final List<String> failures = new CopyOnWriteArrayList<>();

	/**
	 * Those failures that may be as it is meant.
	 */
	final List<String> refusals = new CopyOnWriteArrayList<>();

	/**
	 * Everything in order, with what says the same again left out: signals, {@code none}
	 * and {@code failed}.
	 */
	final List<Object> changes = new CopyOnWriteArrayList<>();

	private int successes;

	@Override
	public synchronized void report(SpotSignal signal) {
		this.successes++;
		add(signal);
	}

	@Override
	public synchronized void withdraw() {
		this.successes++;
		add("none");
	}

	@Override
	public synchronized void failed(Throwable cause) {
		this.failures.add(String.valueOf(cause.getMessage()));
		add("failed");
	}

	@Override
	public synchronized void refused(Throwable cause) {
		this.refusals.add(String.valueOf(cause.getMessage()));
		failed(cause);
	}

	private void add(Object said) {
		if (!said.equals(last())) {
			this.changes.add(said);
		}
	}

	synchronized int successes() {
		return this.successes;
	}

	@Nullable Object last() {
		return this.changes.isEmpty() ? null : this.changes.get(this.changes.size() - 1);
	}

}
