package io.github.spotaware;

import java.util.List;

/**
 * Knows who calls us and what is in flight. Health checks, probes and the like are not
 * traffic.
 */
public interface Traffic {

	/**
	 * Return what is known now. May be called by any thread; does not block.
	 * @return a consistent enough view
	 */
	Snapshot snapshot();

	/**
	 * The traffic at a moment.
	 *
	 * @param everServed whether a request was ever served
	 * @param historySince the reading of the {@link Ticker} since which callers are
	 * watched
	 * @param peers each caller of the last five minutes
	 * @param inFlight requests in flight that the drain waits for
	 * @param active all requests in flight, long-lived ones too
	 * @param servedWhileDraining requests that arrived since the present drain began;
	 * none without one
	 */
	record Snapshot(boolean everServed, long historySince, List<Peer> peers, long inFlight, long active,
			long servedWhileDraining) {

		/**
		 * Create a view of a copy of the callers.
		 * @param everServed whether a request was ever served
		 * @param historySince the reading since which callers are watched
		 * @param peers each caller of the last five minutes
		 * @param inFlight requests in flight that the drain waits for
		 * @param active all requests in flight
		 * @param servedWhileDraining requests that arrived since the present drain began
		 */
		public Snapshot {
			peers = List.copyOf(peers);
		}

	}

	/**
	 * A caller: a node of a load balancer, as a rule.
	 *
	 * @param address the address the socket is connected to
	 * @param lastRequest the reading of the ticker at its last request
	 * @param longestGap the longest time without a request of it within the last five
	 * minutes, the time before its first one included, in nanoseconds; at most five
	 * minutes
	 */
	record Peer(String address, long lastRequest, long longestGap) {
	}

}
