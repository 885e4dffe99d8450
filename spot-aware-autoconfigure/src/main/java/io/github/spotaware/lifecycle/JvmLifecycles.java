package io.github.spotaware.lifecycle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The lifecycles of all application contexts in this JVM. What one hears all hear, so
 * that there is one drain a JVM.
 */
final class JvmLifecycles {

	private static final JvmLifecycles INSTANCE = new JvmLifecycles();

	private final List<SpotLifecycle> members = new CopyOnWriteArrayList<>();

	static JvmLifecycles instance() {
		return INSTANCE;
	}

	/**
	 * Return the name under which a signal stands that another context heard. What an
	 * operator says goes for all contexts, and so does taking it back.
	 */
	static String relayed(String source) {
		return source.equals(OperatorControl.SOURCE) ? source : "relayed-" + source;
	}

	void join(SpotLifecycle lifecycle) {
		this.members.add(lifecycle);
	}

	/**
	 * Leave.
	 * @return whether nobody is left
	 */
	boolean leave(SpotLifecycle lifecycle) {
		return this.members.remove(lifecycle) && this.members.isEmpty();
	}

	List<SpotLifecycle> all() {
		return this.members;
	}

	List<SpotLifecycle> others(SpotLifecycle lifecycle) {
		return this.members.contains(lifecycle) ? this.members.stream().filter((member) -> member != lifecycle).toList()
				: List.of();
	}

}
