package io.github.spotaware.streams;

import java.time.Duration;
import java.util.stream.Stream;

import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;

/**
 * Tells whether new connections still come to us.
 * <p>
 * A client whose session is closed comes back at once, by the same nodes of the load
 * balancer. While any of them sends us requests, it may send us the client, too: told to
 * go, it would come back, and be told again.
 */
final class Silence {

	private final Iterable<Traffic> traffic;

	private final Ticker ticker;

	private final long needed;

	Silence(Iterable<Traffic> traffic, Ticker ticker, Duration needed) {
		this.traffic = traffic;
		this.ticker = ticker;
		this.needed = needed.toNanos();
	}

	/**
	 * Return how long nobody may call from now on until it is quiet.
	 * @param since the reading of the ticker from which silence counts
	 * @return the time, zero or less when it is quiet
	 */
	Duration missing(long since) {
		long last = since;
		for (Traffic source : this.traffic) {
			for (Traffic.Peer peer : peers(source).toList()) {
				last = (peer.lastRequest() - last > 0) ? peer.lastRequest() : last;
			}
		}
		return Duration.ofNanos(this.needed - (this.ticker.nanos() - last));
	}

	private static Stream<Traffic.Peer> peers(Traffic source) {
		try {
			return source.snapshot().peers().stream();
		}
		catch (RuntimeException ex) {
			return Stream.empty(); // cannot be seen: by time then
		}
	}

}
