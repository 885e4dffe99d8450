package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotaware.sample.drill.Moment.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Timeline}.
 */
class TimelineTests {

	private final AtomicLong now = new AtomicLong(-5);

	private final Timeline timeline = new Timeline(this.now::get);

	@Test
	void momentsAreCountedFromTheNotice() {
		this.now.set(10);
		this.timeline.begin("notice");
		this.now.set(17);
		this.timeline.mark(Kind.EXIT, "exit");
		this.timeline.markAt(Kind.LET_GO, "node let go", 15);
		assertThat(this.timeline.moments()).extracting((moment) -> moment.what() + " " + moment.at().toNanos())
			.containsExactly("notice 0", "node let go 5", "exit 7");
		assertThat(this.timeline.elapsed()).isEqualTo(Duration.ofNanos(7));
	}

	@Test
	void beginWhenItHasPassedCountsFromThen() {
		this.now.set(10);
		this.timeline.begin(Kind.DELETED, "deleted", 7);
		assertThat(this.timeline.elapsed()).isEqualTo(Duration.ofNanos(3));
		assertThat(this.timeline.last(Kind.DELETED)).isEqualTo(Duration.ZERO);
	}

	@Test
	void lastIsTheLatestOfItsKind() {
		this.timeline.begin("notice");
		Runs.at(this.timeline, Kind.LET_GO, "node 1 let go", 2);
		Runs.at(this.timeline, Kind.LET_GO, "node 2 let go", 1);
		assertThat(this.timeline.last(Kind.LET_GO)).isEqualTo(Duration.ofSeconds(102).plusNanos(5));
		assertThat(this.timeline.last(Kind.DRAINED)).isNull();
	}

}
