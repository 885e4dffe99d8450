package io.github.spotaware.background;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Words for the timeline: what there is more of than fits is counted.
 */
final class Listing {

	private static final int MOST = 5;

	private Listing() {
	}

	/**
	 * List names, equal ones once, with how many there are.
	 */
	static String of(Collection<String> names) {
		Map<String, Integer> counts = new TreeMap<>();
		names.forEach((name) -> counts.merge(name, 1, Integer::sum));
		List<String> words = new ArrayList<>();
		counts.forEach((name, count) -> words.add((count > 1) ? "%s (%d)".formatted(name, count) : name));
		if (words.size() <= MOST) {
			return String.join(", ", words);
		}
		return "%s and %d more".formatted(String.join(", ", words.subList(0, MOST)), words.size() - MOST);
	}

}
