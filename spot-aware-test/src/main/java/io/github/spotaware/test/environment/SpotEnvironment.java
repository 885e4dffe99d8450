package io.github.spotaware.test.environment;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.elb.FakeLoadBalancing;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.imds.FakeInstance;
import org.jspecify.annotations.Nullable;

/**
 * Plays EC2 for one application that runs in this JVM: an instance with its metadata
 * service, a target group with the application in it, a load balancer in front, and the
 * instance that replaces the application's. Nothing ends the JVM. What EC2 does is done
 * by the methods of this class; real time passes.
 * <p>
 * In a test with {@code @SpotAwareTest} it is a parameter or a bean. Where you start the
 * application yourself: <pre>
 * try (SpotEnvironment ec2 = SpotEnvironment.ec2();
 *         ConfigurableApplicationContext shop = SpringApplication.run(Shop.class, ec2.arguments())) {
 *     ec2.underLoad(Load.get("/orders")).interrupt().assertNothingLost();
 * }
 * </pre> One environment serves one application; a JVM may have several. To be used by
 * the thread of the test; what it does itself is on daemon threads that end when it is
 * closed.
 */
public final class SpotEnvironment implements AutoCloseable {

	private static final Map<String, SpotEnvironment> OPEN = new ConcurrentHashMap<>();

	private static final AtomicLong NEXT = new AtomicLong();

	private static final Duration START_LIMIT = Duration.ofSeconds(10);

	private static final Duration UNANNOUNCED_LIMIT = Duration.ofSeconds(30);

	private final String id = String.valueOf(NEXT.incrementAndGet());

	private final InstantSource clock = InstantSource.system();

	private final SpotSettings settings;

	private final Stage stage;

	private final Application application = new Application(this::changed);

	private volatile @Nullable Announcement announcement;

	private volatile @Nullable Termination termination;

	private volatile boolean owned;

	private SpotEnvironment(SpotSettings settings) {
		this.settings = settings;
		this.stage = new Stage(settings);
		OPEN.put(this.id, this);
	}

	/**
	 * Starts a fake EC2.
	 * @return the environment
	 */
	public static SpotEnvironment ec2() {
		return ec2(SpotSettings.defaults());
	}

	/**
	 * Starts a fake EC2.
	 * @param settings what it is like
	 * @return the environment
	 */
	public static SpotEnvironment ec2(SpotSettings settings) {
		return new SpotEnvironment(settings);
	}

	/**
	 * Returns an open environment.
	 */
	static @Nullable SpotEnvironment byId(String id) {
		return OPEN.get(id);
	}

	/**
	 * Returns the properties by which an application runs here. They have to win over its
	 * own.
	 * @return values by names
	 */
	public Map<String, String> properties() {
		return SpotProperties.required(this.id, this.stage);
	}

	/**
	 * Returns properties with short times that suit tests. They have to win over the
	 * application's own, but not over those of the test.
	 * @return values by names
	 */
	public Map<String, String> defaults() {
		return SpotProperties.defaults();
	}

	/**
	 * Returns the command line arguments by which an application runs here.
	 * @param own further arguments; they win over the {@link #defaults()}
	 * @return the arguments
	 * @throws IllegalArgumentException where they would win over the
	 * {@link #properties()}
	 */
	public String[] arguments(String... own) {
		return SpotProperties.arguments(properties(), own);
	}

	/**
	 * Announces that the instance terminates, with the notice of the settings.
	 */
	public void announce() {
		announce(SpotAction.TERMINATE);
	}

	/**
	 * Announces an interruption, with the notice of the settings.
	 * @param action what happens to the instance
	 */
	public void announce(SpotAction action) {
		announce(action, this.settings.notice());
	}

	/**
	 * Announces an interruption in the metadata service, and brings the replacement into
	 * service. Returns at once; the application sees the notice at its next poll.
	 * @param action what happens to the instance
	 * @param notice how long before its time it is announced, rounded up to the next
	 * whole second of the wall clock
	 */
	public void announce(SpotAction action, Duration notice) {
		this.application.requireActive();
		if (overForGood()) {
			throw new IllegalStateException("The application has drained because its instance terminates, which is "
					+ "for good. Announce SpotAction.STOP, or use another test method, which gets a new application");
		}
		this.stage.standIn().enter();
		Instant now = this.clock.instant();
		Instant time = Announcement.time(now, notice);
		long at = System.nanoTime();
		this.announcement = Announcement.interruption(action, Duration.between(now, time), at);
		if (action == SpotAction.TERMINATE) {
			this.termination = Termination.begin(at);
		}
		this.stage.instance().interrupt(action.id(), time);
	}

	/**
	 * Recommends to rebalance, as EC2 does when the risk of an interruption is high.
	 */
	public void rebalance() {
		this.application.requireActive();
		this.stage.standIn().enter();
		this.announcement = Announcement.rebalance(System.nanoTime());
		this.stage.instance().recommendRebalance(this.clock.instant());
	}

	/**
	 * Takes the notice or the recommendation out of the metadata service. Returns at
	 * once; see {@link #awaitRunning()}. Spot Aware believes it of a notice once the time
	 * of the interruption has passed, when an instance that was stopped or hibernated
	 * wakes up: AWS takes no notice back.
	 */
	public void withdraw() {
		this.stage.instance().withdrawInterruption();
		this.stage.instance().withdrawRebalance();
		Announcement last = this.announcement;
		if (last != null && last.withdrawnAt() == null) {
			this.announcement = last.withdrawn(System.nanoTime());
		}
	}

	/**
	 * Announces that the instance terminates, without load, and waits until the
	 * application is drained.
	 * @return how it went
	 */
	public Interruption interrupt() {
		announce();
		return awaitDrained();
	}

	/**
	 * Prepares load that goes through the load balancer.
	 * @param load what is sent
	 * @return what puts the load on
	 */
	public UnderLoad underLoad(Load load) {
		return new UnderLoad(this, load);
	}

	/**
	 * Waits until the application has begun to drain.
	 */
	public void awaitDraining() {
		await("has not begun to drain",
				() -> state().equals(Transition.DRAINING) || state().equals(Transition.DRAINED));
	}

	/**
	 * Waits until the application is drained, at the latest until the time of the
	 * interruption.
	 * @return how it went; without load nothing was sent
	 */
	public Interruption awaitDrained() {
		await("has not drained", () -> state().equals(Transition.DRAINED));
		return Interruption.of(this, System.nanoTime(), null, null);
	}

	/**
	 * Waits until the application runs again, with nothing standing against it and the
	 * readiness it wants, after {@link #withdraw()}: at the latest shortly after the time
	 * of the interruption. Steps of your own are taken back side by side with that. Fails
	 * at once for an interruption that terminates the instance.
	 */
	public void awaitRunning() {
		this.application.requireActive();
		if (!new Comeback(this).awaited()) {
			throw new AssertionError("The application does not run again%n%s"
				.formatted(Interruption.of(this, System.nanoTime(), null, null)));
		}
	}

	private void await(String failure, BooleanSupplier condition) {
		this.application.requireActive();
		Announcement last = this.announcement;
		Duration limit = (last == null || last.deadline() == null) ? UNANNOUNCED_LIMIT : left();
		if (!Waiting.until(condition, limit)) {
			throw new AssertionError(
					"The application %s%n%s".formatted(failure, Interruption.of(this, System.nanoTime(), null, null)));
		}
	}

	/**
	 * Waits until the application has heard what is announced, or that nothing is any
	 * more, unless it has reacted to it.
	 */
	void awaitHeard() {
		Announcement last = this.announcement;
		if (last == null || this.application.since(last.at()).isEmpty()) {
			new Polls(instance()).awaitHeard();
		}
	}

	Duration left() {
		Announcement last = this.announcement;
		return (last != null) ? last.left(System.nanoTime()) : Duration.ZERO;
	}

	/**
	 * Returns the application's state as it tells it with {@code SpotStateChanged}.
	 * @return {@code running}, {@code at-risk}, {@code draining} or {@code drained}
	 */
	public String state() {
		this.application.requireActive();
		return this.application.state();
	}

	/**
	 * Returns the instance on which the application runs, to let its metadata service
	 * fail.
	 * @return the instance
	 */
	public FakeInstance instance() {
		return this.stage.instance();
	}

	/**
	 * Returns the Elastic Load Balancing API, to let it fail and to see its calls.
	 * @return the API
	 */
	public FakeLoadBalancing loadBalancing() {
		return this.stage.aws().loadBalancing();
	}

	/**
	 * Returns where clients of your own connect to the load balancer, once the
	 * application is in service.
	 * @return scheme, host and port of one of its nodes
	 */
	public URI endpoint() {
		return inService().nodes().get(0).uri();
	}

	/**
	 * Takes back everything that was announced and every fault, forgets the calls so far,
	 * and waits until the application runs as before. Called after each test method with
	 * {@code @SpotAwareTest}.
	 * @return whether it does; not when it has heard that its instance terminates, which
	 * is for good
	 */
	public boolean restore() {
		withdraw();
		boolean undisturbed = !this.stage.behave() && this.announcement == null
				&& this.application.state().equals(Transition.RUNNING);
		boolean restored = undisturbed || !this.application.active() || new Comeback(this).awaited();
		this.stage.standIn().leave();
		this.announcement = null;
		if (restored) {
			endTermination();
		}
		return restored;
	}

	/**
	 * Nobody hears any more that the instance terminates.
	 */
	private void endTermination() {
		Termination told = this.termination;
		if (told != null) {
			told.end(System.nanoTime());
		}
	}

	private boolean overForGood() {
		Announcement last = this.announcement;
		return last != null && last.terminates() && this.application.state().equals(Transition.DRAINED);
	}

	private void changed(Transition transition) {
		Announcement last = this.announcement;
		boolean ends = last != null && last.terminates() && !this.application.dryRun();
		if (ends && transition.state().equals(Transition.DRAINED)) {
			// In production the process would end now.
			this.stage.end();
		}
	}

	/**
	 * Waits until the application is in service.
	 */
	ApplicationLoadBalancer inService() {
		int port = this.application.requirePort();
		ApplicationLoadBalancer balancer = this.stage.balancer();
		if (!Waiting.until(() -> this.stage.state() == TargetState.HEALTHY, START_LIMIT)) {
			throw new IllegalStateException(
					"The application, which is %s, is not in service: the load balancer asks for '%s' at port %d and gets %s"
						.formatted(this.application.state(), this.settings.healthCheck(), port,
								Probe.describe(port, this.settings.healthCheck())));
		}
		return balancer;
	}

	/**
	 * Belongs to the application: closed with it, even if it does not start.
	 */
	void closesWithApplication() {
		this.owned = true;
	}

	/**
	 * Takes in that the application has stopped.
	 */
	void stopped() {
		this.application.stopped();
		this.stage.leave();
		endTermination();
	}

	/**
	 * Takes in that the application has failed to start.
	 */
	void failed() {
		stopped();
		if (this.owned) {
			close();
		}
	}

	SpotSettings settings() {
		return this.settings;
	}

	Stage stage() {
		return this.stage;
	}

	Application application() {
		return this.application;
	}

	@Nullable Announcement announcement() {
		return this.announcement;
	}

	@Override
	public void close() {
		if (OPEN.remove(this.id) != null) {
			this.stage.close();
		}
	}

}
