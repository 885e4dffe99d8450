package io.github.spotaware.benchmarks;

import java.util.List;

/**
 * What one start took.
 *
 * @param values in the order of {@link #NAMES}
 */
record Start(List<Double> values) {

	static final List<String> NAMES = List.of("CPU, ms", "main thread, ms", "classes", "heap, KiB", "threads", "beans");

}
