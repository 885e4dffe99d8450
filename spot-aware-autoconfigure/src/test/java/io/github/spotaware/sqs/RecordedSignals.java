package io.github.spotaware.sqs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.spotaware.Signals;
import io.github.spotaware.SpotSignal;

/**
 * Keeps what a source tells.
 */
final class RecordedSignals implements Signals {

	private final List<Object> told = new CopyOnWriteArrayList<>();

	@Override
	public void report(SpotSignal signal) {
		this.told.add(signal);
	}

	@Override
	public void withdraw() {
		this.told.add("withdrawn");
	}

	@Override
	public void failed(Throwable cause) {
		this.told.add(String.valueOf(cause.getMessage()));
	}

	List<Object> told() {
		return this.told;
	}

}
