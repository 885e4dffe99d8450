package io.github.spotaware.testsupport;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.Target;
import io.github.spotaware.TargetStatus;
import io.github.spotaware.TargetView;

/**
 * Shows a target in each group that a test wants to be seen.
 */
public final class FakeTargets implements TargetView {

	public volatile String state = "healthy";

	public volatile List<String> groups = List.of("checkout");

	@Override
	public List<TargetStatus> targets() {
		return this.groups.stream()
			.map((group) -> new Target(Fakes.GROUP.replace("checkout", group), Fakes.INSTANCE, 8080))
			.map((target) -> new TargetStatus(target, this.state, Duration.ofMinutes(5)))
			.toList();
	}

}
