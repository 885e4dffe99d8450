package io.github.spotaware.test.alb;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import io.vertx.core.MultiMap;

/**
 * Copies headers without those that concern one connection only.
 */
final class HopByHop {

	private static final Set<String> NAMES = Set.of("connection", "keep-alive", "proxy-connection",
			"proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade");

	private HopByHop() {
	}

	static void copy(MultiMap from, MultiMap to) {
		Set<String> left = new HashSet<>(NAMES);
		from.getAll("Connection").forEach((value) -> {
			for (String name : value.split(",", -1)) {
				left.add(name.trim().toLowerCase(Locale.ROOT));
			}
		});
		from.forEach((name, value) -> {
			if (!left.contains(name.toLowerCase(Locale.ROOT))) {
				to.add(name, value);
			}
		});
	}

}
