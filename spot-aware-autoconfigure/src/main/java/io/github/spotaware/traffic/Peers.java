package io.github.spotaware.traffic;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotaware.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Holds the callers of the last five minutes by their address.
 * <p>
 * The silence before a caller's first request counts as a gap, from the moment at which
 * watching began: one that has just appeared is not known well enough to leave soon. The
 * table is bounded: callers beyond it, and those without an address, are taken as one.
 * Safe for use by any thread; allocates nothing for a caller it knows.
 */
final class Peers {

	static final int LIMIT = 1024;

	static final String OTHERS = "others";

	private final ConcurrentHashMap<Object, Caller> callers = new ConcurrentHashMap<>();

	private final long since;

	private volatile long swept;

	Peers(long now) {
		this.since = now;
		this.swept = now;
	}

	void seen(@Nullable Object address, long now) {
		Object key = (address != null) ? address : OTHERS;
		Caller caller = this.callers.get(key);
		if (caller == null && isFull() && now - this.swept < Caller.BUCKET) {
			key = OTHERS;
			caller = this.callers.get(OTHERS);
		}
		if (caller == null || !caller.seen(now)) {
			admit(key, now);
		}
	}

	List<Traffic.Peer> snapshot(long now) {
		List<Traffic.Peer> peers = new ArrayList<>();
		for (Map.Entry<Object, Caller> entry : this.callers.entrySet()) {
			Caller caller = entry.getValue();
			if (!caller.silent(now)) {
				peers.add(new Traffic.Peer(text(entry.getKey()), caller.lastRequest(), caller.longestGap(now)));
			}
		}
		return peers;
	}

	int size() {
		return this.callers.size();
	}

	private synchronized void admit(Object address, long now) {
		if (now - this.swept >= (isFull() ? Caller.BUCKET : Caller.WINDOW)) {
			this.callers.values().removeIf((caller) -> caller.forget(now));
			this.swept = now;
		}
		Object key = isFull() ? OTHERS : address;
		Caller known = this.callers.get(key);
		if (known == null || !known.seen(now)) {
			this.callers.put(key, new Caller(now, now - this.since));
		}
	}

	private boolean isFull() {
		return this.callers.mappingCount() >= LIMIT;
	}

	private static String text(Object address) {
		return (address instanceof InetAddress inet) ? inet.getHostAddress() : address.toString();
	}

}
