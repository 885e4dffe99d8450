package io.github.spotaware.diagnostics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Deadline;
import io.github.spotaware.Finding;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Severity;
import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeldFindings}.
 */
class HeldFindingsTests {

	private static final Finding ONE = finding("one");

	private static final Finding TWO = finding("two");

	private final HeldFindings held = new HeldFindings();

	private final List<Finding> said = new ArrayList<>();

	@Test
	void sayHoldsUntilReleased() {
		say(ONE);
		say(TWO);
		assertThat(this.said).isEmpty();
		this.held.drop(List.of(ONE));
		this.held.release();
		assertThat(this.said).containsExactly(TWO);
		this.held.release();
		assertThat(this.said).containsExactly(TWO);
	}

	@Test
	void sayWhenReleasedSaysAtOnce() {
		this.held.release();
		say(ONE);
		assertThat(this.said).containsExactly(ONE);
		assertThat(this.held.withdraw(ONE)).isFalse();
	}

	@Test
	void withdrawTakesOneOfTwoThatAreEqual() {
		say(ONE);
		say(ONE);
		assertThat(this.held.withdraw(ONE)).isTrue();
		assertThat(this.held.withdraw(TWO)).isFalse();
		this.held.release();
		assertThat(this.said).containsExactly(ONE);
	}

	@Test
	void withdrawWhenSaidByTheDoctorIsTooLate() {
		say(ONE);
		this.held.drop(List.of(ONE));
		assertThat(this.held.withdraw(ONE)).isFalse();
	}

	@Test
	void changedToDrainingSaysAll() {
		say(ONE);
		SpotState running = new SpotState.Running();
		this.held.changed(new SpotStateChanged(running, running));
		assertThat(this.said).isEmpty();
		this.held.changed(new SpotStateChanged(running,
				new SpotState.Draining(NoticeCause.SPOT_INTERRUPTION, new Deadline(0, Instant.EPOCH, "test"))));
		assertThat(this.said).containsExactly(ONE);
	}

	@Test
	void destroySaysAll() {
		say(ONE);
		this.held.destroy();
		assertThat(this.said).containsExactly(ONE);
	}

	private void say(Finding finding) {
		this.held.say(finding, () -> this.said.add(finding));
	}

	private static Finding finding(String id) {
		return new Finding(id, Severity.WARNING, "message", "remedy");
	}

}
