package io.github.spotaware.web;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What answers wait for, by name.
 */
final class Awaited {

	private final Map<String, CompletableFuture<Void>> events = new ConcurrentHashMap<>();

	CompletableFuture<Void> event(String name) {
		return this.events.computeIfAbsent(name, (unknown) -> new CompletableFuture<>());
	}

	void happens(String name) {
		event(name).complete(null);
	}

}
