package io.github.spotaware.test.kubernetes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * Is a pod as the API server knows it. Safe to look at for several threads.
 */
public final class FakePod {

	private final PodSettings settings;

	private final List<Runnable> watches = new CopyOnWriteArrayList<>();

	private volatile PodStatus status;

	FakePod(PodSettings settings) {
		this.settings = settings;
		this.status = PodStatus.started(settings.readinessGate());
	}

	/**
	 * Returns the name.
	 * @return the name
	 */
	public String name() {
		return this.settings.name();
	}

	/**
	 * Returns the settings.
	 * @return the settings
	 */
	public PodSettings settings() {
		return this.settings;
	}

	/**
	 * Returns how it is.
	 * @return the status
	 */
	public PodStatus status() {
		return this.status;
	}

	void watch(Runnable watch) {
		this.watches.add(watch);
	}

	/**
	 * Changes the status, on the control loop only.
	 */
	void change(UnaryOperator<PodStatus> transition) {
		PodStatus changed = transition.apply(this.status);
		if (!changed.equals(this.status)) {
			this.status = changed;
			this.watches.forEach(Runnable::run);
		}
	}

}
