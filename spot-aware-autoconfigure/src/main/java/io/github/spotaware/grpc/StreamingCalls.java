package io.github.spotaware.grpc;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The streaming calls that are open.
 */
final class StreamingCalls {

	private final Set<StreamingCall<?, ?>> traffic = ConcurrentHashMap.newKeySet();

	private final Set<StreamingCall<?, ?>> ignored = ConcurrentHashMap.newKeySet();

	private final long longLived;

	StreamingCalls(Duration longLived) {
		this.longLived = TimeUnit.NANOSECONDS.convert(longLived);
	}

	void opened(StreamingCall<?, ?> call) {
		this.traffic.add(call);
	}

	/**
	 * Take in one that nobody waits for.
	 */
	void openedIgnored(StreamingCall<?, ?> call) {
		this.ignored.add(call);
	}

	void closed(StreamingCall<?, ?> call) {
		this.traffic.remove(call);
		this.ignored.remove(call);
	}

	/**
	 * Return how many the drain waits for: those that are young and not silent.
	 */
	long busy() {
		return this.traffic.stream().filter((call) -> call.busy(this.longLived)).count();
	}

	/**
	 * End those that were told to and have fallen silent.
	 */
	void press() {
		this.traffic.forEach(StreamingCall::press);
	}

	/**
	 * End those that are no traffic, such as a caller's watch on our health.
	 */
	void endIgnored() {
		this.ignored.forEach(StreamingCall::end);
	}

	void endAll() {
		this.traffic.forEach(StreamingCall::end);
		endIgnored();
	}

}
