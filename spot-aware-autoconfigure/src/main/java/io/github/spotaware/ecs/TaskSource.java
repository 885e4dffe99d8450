package io.github.spotaware.ecs;

import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.Platform;
import io.github.spotaware.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Tells why ECS stops the task, once that was found out. Does not look by itself.
 */
final class TaskSource implements InterruptionSource {

	private volatile @Nullable Signals signals;

	@Override
	public String name() {
		return "ecs-task";
	}

	@Override
	public boolean supports(Platform platform) {
		return EcsProbe.PLATFORMS.contains(platform);
	}

	/**
	 * {@inheritDoc} It only says why there was a SIGTERM.
	 */
	@Override
	public boolean foretells() {
		return false;
	}

	@Override
	public void start(Signals given) {
		this.signals = given;
		// Nothing to wait for: before a drain there is nothing to find out.
		given.withdraw();
	}

	@Override
	public void stop() {
		this.signals = null;
	}

	void report(InterruptionNotice notice) {
		Signals open = this.signals;
		if (open != null) {
			open.report(notice);
		}
	}

}
