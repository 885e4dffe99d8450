package io.github.spotaware.testsupport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotaware.Target;
import io.github.spotaware.TargetStatus;
import io.github.spotaware.TargetView;

/**
 * Shows a target in each group that a test wants to be seen.
 */
public final class FakeTargets implements TargetView {

	public volatile String state = "healthy";

	public volatile List<String> groups = List.of("checkout");

	public volatile boolean seeks = true;

	public final AtomicInteger refreshed = new AtomicInteger();

	@Override
	public boolean seeks() {
		return this.seeks;
	}

	@Override
	public void refresh() {
		this.refreshed.incrementAndGet();
	}

	@Override
	public List<TargetStatus> targets() {
		return this.groups.stream()
			.map((group) -> new Target(Fakes.GROUP.replace("checkout", group), Fakes.INSTANCE, 8080))
			.map((target) -> new TargetStatus(target, this.state, Duration.ofMinutes(5)))
			.toList();
	}

}
