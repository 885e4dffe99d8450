package io.github.spotaware.lifecycle;

import java.util.IdentityHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.github.spotaware.DrainStep;

/**
 * Keeps a step from being taken and taken back at the same time, across drains.
 */
final class StepLocks {

	private final IdentityHashMap<DrainStep, ReentrantLock> locks = new IdentityHashMap<>();

	synchronized ReentrantLock of(DrainStep step) {
		return this.locks.computeIfAbsent(step, (key) -> new ReentrantLock());
	}

}
