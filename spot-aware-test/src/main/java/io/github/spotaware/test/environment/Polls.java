package io.github.spotaware.test.environment;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.test.imds.FakeInstance;
import io.github.spotaware.test.imds.MetadataCall;
import io.github.spotaware.test.imds.MetadataPath;

/**
 * Knows how an application asks its metadata service.
 *
 * @param instance whose metadata service it is
 */
record Polls(FakeInstance instance) {

	/**
	 * Covers the ten seconds to which an application backs off while it is not answered.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final int THAT_SETTLE = 3;

	private static final List<Integer> ANSWERS = List.of(200, 404);

	/**
	 * Returns whether one was not answered as the metadata service does.
	 */
	boolean disturbed() {
		return this.instance.calls().stream().anyMatch((call) -> !ANSWERS.contains(call.status()));
	}

	/**
	 * Waits until the application has heard what the metadata service says now, or that
	 * it says nothing, which is believed when it is said again.
	 */
	void awaitHeard() {
		long notices = answered(MetadataPath.INSTANCE_ACTION);
		long recommendations = answered(MetadataPath.REBALANCE);
		Waiting.until(() -> answered(MetadataPath.INSTANCE_ACTION) - notices >= THAT_SETTLE
				&& answered(MetadataPath.REBALANCE) - recommendations >= THAT_SETTLE, LIMIT);
	}

	private long answered(String path) {
		return this.instance.calls().stream().filter((call) -> answered(call, path)).count();
	}

	private static boolean answered(MetadataCall call, String path) {
		return call.path().equals(path) && ANSWERS.contains(call.status());
	}

}
