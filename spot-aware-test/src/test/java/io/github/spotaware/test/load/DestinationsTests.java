package io.github.spotaware.test.load;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

class DestinationsTests {

	private static final URI ANYWHERE = URI.create("http://127.0.0.1:1");

	private static final List<Destination> ALL = List.of(Destination.of("thick", ANYWHERE, 4.9),
			Destination.of("thin", ANYWHERE, 0.1));

	@Test
	void nextFollowsTheShares() {
		Map<String, Integer> counts = count(7);
		assertThat(counts.get("thin")).isCloseTo(200, within(60));
		assertThat(counts.get("thick")).isEqualTo(10_000 - counts.getOrDefault("thin", 0));
	}

	@Test
	void nextIsTheSameForTheSameSeed() {
		assertThat(count(7)).isEqualTo(count(7));
		assertThat(count(7)).isNotEqualTo(count(9));
	}

	@Test
	void newWhenThereIsNowhereToSendIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> new Destinations(List.of(), 0));
	}

	private static Map<String, Integer> count(long seed) {
		Destinations destinations = new Destinations(ALL, seed);
		Map<String, Integer> counts = new TreeMap<>();
		for (int i = 0; i < 10_000; i++) {
			counts.merge(destinations.next().name(), 1, Integer::sum);
		}
		return counts;
	}

}
