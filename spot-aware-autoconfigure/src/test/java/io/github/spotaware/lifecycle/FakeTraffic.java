package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Traffic that a test makes.
 */
final class FakeTraffic implements Traffic {

	private static final long WINDOW = 300_000_000_000L;

	private final Ticker ticker;

	private final Map<String, List<Long>> requests = new LinkedHashMap<>();

	private long historySince = -3_600_000_000_000L;

	private long inFlight;

	private @Nullable Throwable broken;

	FakeTraffic(Ticker ticker) {
		this.ticker = ticker;
	}

	void historySince(long since) {
		this.historySince = since;
	}

	void arrive(String peer) {
		arrived(peer, this.ticker.nanos());
	}

	void arrived(String peer, long when) {
		this.requests.computeIfAbsent(peer, (key) -> new ArrayList<>()).add(when);
	}

	void inFlight(long count) {
		this.inFlight = count;
	}

	void breakDown(Throwable failure) {
		this.broken = failure;
	}

	/**
	 * Return what to throw, unless it is an error: that is thrown.
	 */
	static RuntimeException raise(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		return (RuntimeException) failure;
	}

	/**
	 * Return the silence that a caller must have shown by now, as the documentation words
	 * it: three times its longest gap, within bounds. Nothing for one that did not call
	 * within five minutes.
	 */
	Duration needed(String peer, Duration atLeast, Duration atMost) {
		return snapshot().peers()
			.stream()
			.filter((known) -> known.address().equals(peer))
			.map((known) -> Duration.ofNanos(3 * known.longestGap()))
			.map((gaps) -> (gaps.compareTo(atLeast) > 0) ? gaps : atLeast)
			.map((gaps) -> (gaps.compareTo(atMost) < 0) ? gaps : atMost)
			.findFirst()
			.orElse(Duration.ZERO);
	}

	@Override
	public Snapshot snapshot() {
		if (this.broken != null) {
			throw raise(this.broken);
		}
		long now = this.ticker.nanos();
		List<Peer> peers = new ArrayList<>();
		this.requests.forEach((address, times) -> {
			List<Long> recent = times.stream().filter((time) -> now - time <= WINDOW).sorted().toList();
			if (!recent.isEmpty()) {
				long longest = 0;
				for (int i = 1; i < recent.size(); i++) {
					longest = Math.max(longest, recent.get(i) - recent.get(i - 1));
				}
				peers.add(new Peer(address, recent.get(recent.size() - 1), longest));
			}
		});
		return new Snapshot(!this.requests.isEmpty(), this.historySince, peers, this.inFlight, this.inFlight, 0);
	}

}
