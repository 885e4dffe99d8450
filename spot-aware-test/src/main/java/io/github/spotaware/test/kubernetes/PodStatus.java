package io.github.spotaware.test.kubernetes;

import org.jspecify.annotations.Nullable;

/**
 * Says how a pod is. Times are on the scale of {@link System#nanoTime()}.
 *
 * @param containersReady whether its readiness probe passes
 * @param gatesPassed whether its readiness gates, if any, are passed
 * @param deletedAt when it was deleted, or {@code null}
 * @param exitCode the exit code of its container, once it has ended
 */
public record PodStatus(boolean containersReady, boolean gatesPassed, @Nullable Long deletedAt,
		@Nullable Integer exitCode) {

	static PodStatus started(boolean gated) {
		return new PodStatus(false, !gated, null, null);
	}

	/**
	 * Returns whether the pod's condition {@code Ready} is true.
	 * @return whether it is
	 */
	public boolean ready() {
		return this.containersReady && this.gatesPassed;
	}

	/**
	 * Returns whether the pod was deleted.
	 * @return whether it was
	 */
	public boolean terminating() {
		return this.deletedAt != null;
	}

	/**
	 * Returns whether its container has ended.
	 * @return whether it has
	 */
	public boolean ended() {
		return this.exitCode != null;
	}

	PodStatus probed(boolean ready) {
		return (ready == this.containersReady || ended()) ? this
				: new PodStatus(ready, this.gatesPassed, this.deletedAt, this.exitCode);
	}

	PodStatus passedGates() {
		return this.gatesPassed ? this : new PodStatus(this.containersReady, true, this.deletedAt, this.exitCode);
	}

	PodStatus deleted(long now) {
		return terminating() ? this : new PodStatus(this.containersReady, this.gatesPassed, now, this.exitCode);
	}

	PodStatus ended(int code) {
		return new PodStatus(false, this.gatesPassed, this.deletedAt, code);
	}

}
