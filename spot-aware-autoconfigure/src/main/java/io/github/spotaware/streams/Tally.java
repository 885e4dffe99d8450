package io.github.spotaware.streams;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.spotaware.OpenStream;

/**
 * How many streams of each kind there are.
 *
 * @param counts the number of each kind, none that is zero
 */
record Tally(Map<OpenStream.Kind, Long> counts) {

	static Tally of(Collection<? extends LongLived> streams) {
		return new Tally(
				streams.stream().collect(Collectors.groupingBy(LongLived::kind, TreeMap::new, Collectors.counting())));
	}

	/**
	 * Return words such as {@code 12 WebSocket sessions and 1 event stream}.
	 */
	@Override
	public String toString() {
		List<String> parts = this.counts.entrySet()
			.stream()
			.map((entry) -> "%,d %s%s".formatted(entry.getValue(), word(entry.getKey()),
					(entry.getValue() > 1) ? "s" : ""))
			.toList();
		int last = parts.size() - 1;
		return (last > 0) ? String.join(", ", parts.subList(0, last)) + " and " + parts.get(last)
				: String.join("", parts);
	}

	private static String word(OpenStream.Kind kind) {
		return switch (kind) {
			case WEB_SOCKET -> "WebSocket session";
			case EVENT_STREAM -> "event stream";
			case GRPC_STREAM -> "gRPC stream";
		};
	}

}
