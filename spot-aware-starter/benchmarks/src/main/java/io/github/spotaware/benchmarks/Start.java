package io.github.spotaware.benchmarks;

import java.util.Arrays;
import java.util.List;

import org.springframework.util.StringUtils;

/**
 * What one start took.
 *
 * @param values in the order of {@link #NAMES}
 */
record Start(List<Double> values) {

	static final List<String> NAMES = List.of("CPU, ms", "classes", "heap, KiB", "threads", "beans");

	/**
	 * What the line begins with.
	 */
	static final String MARK = "measured: ";

	static Start parse(String line) {
		return new Start(Arrays.stream(StringUtils.delimitedListToStringArray(line.substring(MARK.length()), " "))
			.map(Double::valueOf)
			.toList());
	}

}
