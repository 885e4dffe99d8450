package io.github.spotaware.contract;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Counts the tests against foreign servers and says the sum when all tests are done: the
 * gate looks for that line.
 */
final class ForeignServerTally implements AutoCloseable {

	private final Map<String, Integer> ran = new TreeMap<>();

	private final Set<String> skipped = new TreeSet<>();

	synchronized void ran(String server) {
		this.ran.merge(server, 1, Integer::sum);
	}

	synchronized void skipped(Class<?> tests) {
		this.skipped.add(tests.getName());
	}

	@Override
	public synchronized void close() {
		if (!this.skipped.isEmpty()) {
			System.out.printf(
					"Foreign servers: %d test classes skipped, there is no Docker engine to use (CONTRIBUTING.md)%n",
					this.skipped.size());
		}
		if (!this.ran.isEmpty()) {
			String servers = this.ran.entrySet()
				.stream()
				.map((entry) -> "%s %d".formatted(entry.getKey(), entry.getValue()))
				.collect(Collectors.joining(", "));
			int sum = this.ran.values().stream().mapToInt(Integer::intValue).sum();
			System.out.printf("Foreign servers: %d tests run (%s)%n", sum, servers);
		}
	}

}
