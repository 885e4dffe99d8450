package io.github.spotaware.diagnostics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.spotaware.Finding;
import io.github.spotaware.FindingLog;
import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.github.spotaware.lifecycle.SpotNotPrepared;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Holds what is found during the start until the doctor has spoken, so that it is said
 * once. What the doctor does not say is said then, one by one, and all of it where the
 * doctor may never speak, or too late: in a drain, without a platform, at the end. From
 * then on each is said at once. Safe for use by any thread.
 */
final class HeldFindings implements FindingLog, DisposableBean {

	private @Nullable List<Held> held = new ArrayList<>();

	@Override
	public void say(Finding finding, Runnable words) {
		if (!hold(new Held(finding, words))) {
			words.run();
		}
	}

	private synchronized boolean hold(Held one) {
		List<Held> all = this.held;
		return all != null && all.add(one);
	}

	@Override
	public synchronized boolean withdraw(Finding finding) {
		List<Held> all = this.held;
		for (int i = 0; all != null && i < all.size(); i++) {
			if (all.get(i).finding().equals(finding)) {
				// Only one: something else may have found the same.
				all.remove(i);
				return true;
			}
		}
		return false;
	}

	/**
	 * Drop what somebody says elsewhere.
	 * @param findings what is said
	 */
	synchronized void drop(Collection<Finding> findings) {
		List<Held> all = this.held;
		if (all != null) {
			all.removeIf((one) -> findings.contains(one.finding()));
		}
	}

	/**
	 * Say what is held, and hold nothing from now on.
	 */
	synchronized void release() {
		List<Held> all = this.held;
		this.held = null;
		if (all != null) {
			all.forEach((one) -> one.words().run());
		}
	}

	@EventListener
	void changed(SpotStateChanged event) {
		if (event.current() instanceof SpotState.Draining) {
			release();
		}
	}

	@EventListener({ SpotNotPrepared.class, ContextClosedEvent.class })
	void giveUp() {
		release();
	}

	/**
	 * A context whose start fails does not say that it is closed.
	 */
	@Override
	public void destroy() {
		release();
	}

	/**
	 * A finding that waits.
	 *
	 * @param finding the finding
	 * @param words says it
	 */
	private record Held(Finding finding, Runnable words) {
	}

}
