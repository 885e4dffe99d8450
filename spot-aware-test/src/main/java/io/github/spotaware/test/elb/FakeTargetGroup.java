package io.github.spotaware.test.elb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Plays a target group; safe for use by several threads. Times are on the scale of
 * {@link System#nanoTime()}. A target goes from {@code initial} to {@code healthy} and
 * {@code unhealthy} by its health checks, and once deregistered stays {@code draining}
 * for the whole deregistration delay, as in <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html">Target
 * group attributes</a>.
 */
public final class FakeTargetGroup {

	private final String arn;

	private final String name;

	private final TargetGroupSettings settings;

	private final LongSupplier ticker;

	private final Map<Target, Registration> registrations = new LinkedHashMap<>();

	private boolean attached = true;

	FakeTargetGroup(String arn, String name, TargetGroupSettings settings, LongSupplier ticker) {
		this.arn = arn;
		this.name = name;
		this.settings = settings;
		this.ticker = ticker;
	}

	/**
	 * Returns the ARN.
	 * @return the ARN
	 */
	public String arn() {
		return this.arn;
	}

	/**
	 * Returns the name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the settings.
	 * @return the settings
	 */
	public TargetGroupSettings settings() {
		return this.settings;
	}

	/**
	 * Registers a target, as the API does but without its limits.
	 * @param id the address or instance id
	 * @param port the port
	 */
	public synchronized void register(String id, int port) {
		Target target = new Target(id, port);
		this.registrations.compute(target,
				(key, known) -> (known != null) ? known.registered() : Registration.of(target));
	}

	/**
	 * Deregisters a target, as the API does but without its limits; one that is not
	 * registered is no error.
	 * @param id the address or instance id
	 * @param port the port
	 */
	public void deregister(String id, int port) {
		change(id, port, (known) -> known.deregistered(this.ticker.getAsLong()));
	}

	/**
	 * Declares a registered target healthy without waiting for health checks.
	 * @param id the address or instance id
	 * @param port the port
	 */
	public void healthy(String id, int port) {
		change(id, port, Registration::declaredHealthy);
	}

	/**
	 * Takes in the result of a health check; the first node that sees enough results in a
	 * row decides.
	 * @param node who checked
	 * @param target who was checked
	 * @param passed whether the target passed
	 */
	public void checked(String node, Target target, boolean passed) {
		change(target.id(), target.port(),
				(known) -> known.checked(node, passed, this.settings.healthCheck(), this.ticker.getAsLong()));
	}

	/**
	 * Says whether a load balancer routes to this group, which it does from the start.
	 * @param attached whether one does
	 */
	public synchronized void attached(boolean attached) {
		this.attached = attached;
	}

	/**
	 * Returns the state of a target as the API tells it.
	 * @param id the address or instance id
	 * @param port the port
	 * @return the state
	 */
	public TargetState state(String id, int port) {
		return health(new Target(id, port)).state();
	}

	/**
	 * Returns what is known of every target that was ever registered, those that are gone
	 * included.
	 * @return the registrations in the order they were first made
	 */
	public synchronized List<Registration> registrations() {
		return List.copyOf(this.registrations.values());
	}

	/**
	 * Returns the present time of this group.
	 * @return the time
	 */
	public long nanoTime() {
		return this.ticker.getAsLong();
	}

	synchronized boolean attached() {
		return this.attached;
	}

	synchronized TargetHealth health(Target target) {
		Registration known = this.registrations.get(target);
		if (known == null) {
			return TargetHealth.of(target, TargetState.UNUSED);
		}
		TargetState state = known.state(this.ticker.getAsLong(), this.settings.deregistrationDelay().toNanos());
		boolean idle = !this.attached && known.deregisteredAt() == null;
		return idle ? TargetHealth.notInUse(target) : TargetHealth.of(target, state);
	}

	/**
	 * Returns the targets the API lists: those registered or draining.
	 */
	synchronized List<Target> listed() {
		long now = this.ticker.getAsLong();
		long delay = this.settings.deregistrationDelay().toNanos();
		return this.registrations.values()
			.stream()
			.filter((known) -> known.state(now, delay) != TargetState.UNUSED)
			.map(Registration::target)
			.toList();
	}

	private synchronized void change(String id, int port, UnaryOperator<Registration> transition) {
		this.registrations.computeIfPresent(new Target(id, port), (key, known) -> transition.apply(known));
	}

}
