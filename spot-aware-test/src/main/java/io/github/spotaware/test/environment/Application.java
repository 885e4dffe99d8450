package io.github.spotaware.test.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Knows what the application under test tells of itself; safe for use by several threads.
 */
final class Application {

	private static final String NONE = "No application has started with this environment. In a test, use "
			+ "@SpotAwareTest together with @SpringBootTest; else start the application with arguments()";

	private final Consumer<Transition> listener;

	private final List<Transition> transitions = new ArrayList<>();

	private @Nullable String inactive = NONE;

	private @Nullable Integer port;

	private boolean dryRun;

	private String state = Transition.RUNNING;

	private volatile Supplier<@Nullable Boolean> readiness = () -> null;

	private boolean wanted;

	Application(Consumer<Transition> listener) {
		this.listener = listener;
	}

	/**
	 * Takes in that the application has started.
	 * @param reason why Spot Aware is not active in it, or {@code null}
	 * @param serverPort where its web server listens, or {@code null}
	 * @param dry whether it only pretends to drain
	 * @param told asks whether it accepts traffic, {@code null} if nobody knows
	 */
	synchronized void started(@Nullable String reason, @Nullable Integer serverPort, boolean dry,
			Supplier<@Nullable Boolean> told) {
		this.inactive = reason;
		this.port = serverPort;
		this.dryRun = dry;
		this.readiness = told;
		this.state = Transition.RUNNING;
		this.transitions.clear();
	}

	synchronized void stopped() {
		this.inactive = "The application has stopped";
		this.port = null;
	}

	/**
	 * Takes in a change, and passes it on before anybody can see it.
	 */
	void changed(Transition transition) {
		this.listener.accept(transition);
		synchronized (this) {
			this.state = transition.state();
			this.transitions.add(transition);
		}
	}

	/**
	 * Takes in what the application itself says of its readiness.
	 * @param accepting whether it accepts traffic
	 */
	synchronized void wants(boolean accepting) {
		this.wanted = accepting;
	}

	/**
	 * Returns whether its readiness is what the application itself wants it to be.
	 */
	boolean undisturbed() {
		Boolean told = this.readiness.get();
		synchronized (this) {
			return told == null || told == this.wanted;
		}
	}

	synchronized boolean active() {
		return this.inactive == null;
	}

	synchronized void requireActive() {
		if (this.inactive != null) {
			throw new IllegalStateException(this.inactive);
		}
	}

	synchronized int requirePort() {
		requireActive();
		if (this.port == null) {
			throw new IllegalStateException("The application has no web server to send requests to: "
					+ "use @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)");
		}
		return this.port;
	}

	synchronized @Nullable Integer port() {
		return this.port;
	}

	synchronized boolean dryRun() {
		return this.dryRun;
	}

	synchronized String state() {
		return this.state;
	}

	synchronized List<Transition> since(long time) {
		return this.transitions.stream().filter((transition) -> transition.at() - time >= 0).toList();
	}

	/**
	 * Returns whether the application was in a state already at a time.
	 */
	synchronized boolean was(String known, long time) {
		String then = Transition.RUNNING;
		for (Transition transition : this.transitions) {
			if (transition.at() - time < 0) {
				then = transition.state();
			}
		}
		return then.equals(known);
	}

	/**
	 * Returns when the application came into a state after a time.
	 */
	@Nullable Long since(String wanted, long time) {
		return since(time).stream()
			.filter((transition) -> transition.state().equals(wanted))
			.map(Transition::at)
			.findFirst()
			.orElse(null);
	}

}
