package io.github.spotaware.test.alb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holds what one node has of its own.
 *
 * @param address the source address
 * @param share the share of the traffic
 * @param lag how long it goes on routing to a target that left
 */
record NodeSettings(String address, double share, Duration lag) {

	private static final double THINNEST = 0.02;

	NodeSettings {
		if (share <= 0) {
			throw new IllegalArgumentException("share must be above 0, was '%s'".formatted(share));
		}
		if (lag.isNegative()) {
			throw new IllegalArgumentException("lag must not be negative, was '%s'".formatted(lag));
		}
	}

	/**
	 * Spreads nodes: the last is the thinnest and has the full lag.
	 */
	static List<NodeSettings> spread(int count, Duration lag) {
		if (count < 1) {
			throw new IllegalArgumentException("count must be at least 1, was '%s'".formatted(count));
		}
		if (count == 1) {
			return List.of(new NodeSettings(address(0), 1, lag));
		}
		int last = count - 1;
		return IntStream.range(0, count)
			.mapToObj((i) -> new NodeSettings(address(i), (i == last) ? THINNEST : (1 - THINNEST) / last,
					lag.multipliedBy(i).dividedBy(last)))
			.toList();
	}

	/**
	 * Returns whether the address is one of this machine.
	 */
	boolean hasAddress() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(this.address))) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String address(int index) {
		return "127.0.0." + (11 + index);
	}

}
