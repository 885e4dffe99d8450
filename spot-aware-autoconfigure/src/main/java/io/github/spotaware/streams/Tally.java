package io.github.spotaware.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.spotaware.OpenStream;

/**
 * Counts streams by their kind.
 *
 * @param sessions how many WebSocket sessions
 * @param events how many event streams
 */
record Tally(long sessions, long events) {

	static Tally of(Collection<? extends LongLived> streams) {
		long sessions = streams.stream().filter((stream) -> stream.kind() == OpenStream.Kind.WEB_SOCKET).count();
		return new Tally(sessions, streams.size() - sessions);
	}

	boolean isEmpty() {
		return this.sessions == 0 && this.events == 0;
	}

	/**
	 * Return words such as {@code 12 WebSocket sessions and 1 event stream}.
	 */
	@Override
	public String toString() {
		List<String> parts = new ArrayList<>();
		add(parts, this.sessions, "WebSocket session");
		add(parts, this.events, "event stream");
		return String.join(" and ", parts);
	}

	private static void add(List<String> parts, long count, String what) {
		if (count > 0) {
			parts.add("%,d %s%s".formatted(count, what, (count > 1) ? "s" : ""));
		}
	}

}
