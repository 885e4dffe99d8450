package io.github.spotaware.elb;

import java.util.List;
import java.util.Set;

import io.github.spotaware.Departure;
import io.github.spotaware.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TargetBook}.
 */
class TargetBookTests {

	private static final Target ONE = new Target("one", "i-1", 8080);

	private static final Target TWO = new Target("two", "i-1", 8080);

	private final TargetBook book = new TargetBook();

	private long now = 10;

	@BeforeEach
	void locate() {
		this.book.locate(Set.of(ONE, TWO), true);
	}

	@Test
	void departureWhenNothingIsKnownIsUnknown() {
		assertThat(new TargetBook().departure()).isEqualTo(Departure.unknown());
		assertThat(this.book.departure()).isEqualTo(Departure.unknown());
	}

	@Test
	void departureIsThatOfTheLeastDeparted() {
		see(ONE, "healthy");
		see(TWO, "healthy");
		deregister(ONE, 20);
		assertThat(this.book.departure()).isEqualTo(Departure.byReadiness());
		deregister(TWO, 30);
		assertThat(this.book.departure()).isEqualTo(Departure.leaving(30));
		this.now = 40;
		see(ONE, "unused");
		assertThat(this.book.departure()).isEqualTo(Departure.leaving(30));
		see(TWO, "unused");
		assertThat(this.book.departure()).isEqualTo(Departure.gone(30));
		see(ONE, "unavailable");
		assertThat(this.book.departure()).isEqualTo(new Departure(Departure.Kind.UNKNOWN, 0, false));
	}

	@Test
	void departureWhenAllLeftWithoutUsMayBeOfBefore() {
		see(ONE, "healthy");
		see(TWO, "healthy");
		see(ONE, "unused");
		assertThat(this.book.departure()).isEqualTo(Departure.byReadiness());
		see(TWO, "unused");
		assertThat(this.book.departure()).isEqualTo(Departure.gone(10).orBefore());
	}

	@Test
	void departureWhenOneLeftByUsIsOfThen() {
		see(ONE, "healthy");
		see(TWO, "healthy");
		see(ONE, "draining");
		deregister(TWO, 20);
		assertThat(this.book.departure()).isEqualTo(Departure.leaving(20));
	}

	@Test
	void departureWhenATargetMayBeMissingIsUnknown() {
		deregister(ONE, 20);
		deregister(TWO, 20);
		this.book.locate(Set.of(), false);
		assertThat(this.book.departure()).isEqualTo(Departure.unknown());
		this.book.locate(Set.of(ONE, TWO), true);
		assertThat(this.book.departure()).isEqualTo(Departure.leaving(20));
	}

	@Test
	void locateForgetsWhatWasGuessedWrongly() {
		Target guess = new Target("three", "i-1", 8080);
		Target right = new Target("three", "10.0.1.15", 8080);
		this.book.locate(Set.of(ONE, guess), true);
		this.book.locate(Set.of(ONE, right), true);
		assertThat(this.book.all()).extracting(TrackedTarget::target).containsExactlyInAnyOrder(ONE, right);
	}

	@Test
	void locateKeepsWhatWeDeregistered() {
		deregister(TWO, 20);
		this.book.locate(Set.of(ONE), true);
		assertThat(this.book.groups((target) -> target.deregisteredAt() != null)).containsOnlyKeys("two");
	}

	@Test
	void locateKeepsWhatIsKnown() {
		see(ONE, "healthy");
		this.book.locate(Set.of(ONE, TWO), true);
		assertThat(this.book.all()).filteredOn((tracked) -> tracked.target().equals(ONE))
			.extracting(TrackedTarget::health)
			.containsExactly(new TargetHealth("healthy", ""));
	}

	private void see(Target target, String word) {
		this.book.update(List.of(target), (before) -> before.seen(new TargetHealth(word, ""), this.now));
	}

	private void deregister(Target target, long now) {
		this.book.update(List.of(target), (before) -> before.deregistered(now));
	}

}
