package io.github.spotaware.testsupport;

import io.github.spotaware.DrainPhase;
import io.github.spotaware.lifecycle.DrainReport;
import io.github.spotaware.lifecycle.SpotLifecycle;

import static org.awaitility.Awaitility.await;

/**
 * Knows when a drain has refused, whatever the machine was busy with: a drain goes on
 * after a second, with or without a step that is late.
 */
public final class Refusal {

	private Refusal() {
	}

	/**
	 * Wait until every step that refuses has an outcome.
	 * @param lifecycle whose drain is under way
	 */
	public static void awaitDone(SpotLifecycle lifecycle) {
		await().until(() -> {
			DrainReport drain = lifecycle.drain();
			return drain != null && drain.steps()
				.stream()
				.filter((step) -> step.phase() == DrainPhase.REFUSE)
				.allMatch((step) -> step.outcome() != null);
		});
	}

}
