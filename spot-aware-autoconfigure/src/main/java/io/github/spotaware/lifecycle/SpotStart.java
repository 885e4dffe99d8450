package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.PlatformDetector.Detected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.SmartApplicationListener;

/**
 * Finds out the platform when the application has started, and starts what is needed
 * there. Where nothing hints at a platform, it says so and is done.
 */
final class SpotStart implements SmartApplicationListener {

	private static final Log logger = LogFactory.getLog(SpotLifecycle.class);

	private static final Duration FIRST_ANSWERS = Duration.ofSeconds(3);

	private final ApplicationContext context;

	private final SpotLifecycle lifecycle;

	private final Readiness readiness;

	private final PlatformDetector detector;

	private final SpotAwareProperties properties;

	private final Sources sources;

	private final StartedSources started;

	private final Preparation preparation;

	private final GracePeriods gracePeriods;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private volatile boolean everReady;

	SpotStart(ApplicationContext context, SpotLifecycle lifecycle, Sources sources, Readiness readiness,
			PlatformDetector detector, SpotAwareProperties properties, ObjectProvider<InterruptionSource> beans,
			ObjectProvider<DrainStep> steps, ObjectProvider<GracePeriod> gracePeriods) {
		this.context = context;
		this.lifecycle = lifecycle;
		this.readiness = readiness;
		this.detector = detector;
		this.properties = properties;
		this.sources = sources;
		this.started = new StartedSources(beans, sources);
		this.preparation = new Preparation(steps, context);
		this.gracePeriods = new GracePeriods(properties, gracePeriods);
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ApplicationStartedEvent.class.isAssignableFrom(type)
				|| AvailabilityChangeEvent.class.isAssignableFrom(type);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationStartedEvent startedEvent
				&& startedEvent.getApplicationContext() == this.context) {
			begin();
		}
		else if (event instanceof AvailabilityChangeEvent<?> change
				&& change.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
			this.everReady = true;
		}
	}

	/**
	 * Return whether the application was ever ready; a failed start is not held.
	 */
	boolean everReady() {
		return this.everReady;
	}

	private void begin() {
		if (!this.detector.worthwhile()) {
			found(this.detector.detect());
			return;
		}
		if (!this.properties.dryRun()) {
			this.readiness.undecided();
		}
		Thread thread = new Thread(this::start, "spot-aware-start");
		thread.setDaemon(true);
		thread.start();
	}

	private void start() {
		try {
			Detected detected = this.detector.detect();
			found(detected);
			if (LateAnswer.isMissing(detected)) {
				this.readiness.decided(false);
				detected = new LateAnswer(this.detector, this.stopped).await(detected);
				if (LateAnswer.isMissing(detected)) {
					return;
				}
				found(detected);
			}
			if (beginToWatch(detected.identity())) {
				awaitHost(watch(detected));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException | LinkageError ex) {
			failed(ex);
		}
		finally {
			this.readiness.decided(this.lifecycle.deadline() != null);
		}
	}

	private void failed(Throwable ex) {
		List<String> watched = this.sources.status().stream().map(SourceStatus::name).toList();
		logger.error("Getting ready for an interruption failed. It is left at this: sources that watch: %s"
			.formatted(watched.isEmpty() ? "none" : String.join(", ", watched)), ex);
		this.lifecycle.notPrepared(ex.toString());
	}

	private void found(Detected detected) {
		InstanceIdentity identity = detected.identity();
		SignalRules rules = rules(identity);
		this.lifecycle.begin(detected, rules);
		if (!LateAnswer.isMissing(detected)) {
			logger.info("Watching for interruptions on %s: %s; %s".formatted(identity.platform().description(),
					detected.reason(), describe(rules.grace())));
		}
		else if (this.detector.worthwhile()) {
			logger.warn(
					"Nothing to do until there is an answer, which is asked for again and again: " + detected.reason());
		}
		else {
			nothingToDo(detected);
		}
	}

	private void nothingToDo(Detected detected) {
		String withheld = this.properties.enabled()
				? PlatformSigns.withheld(this.context.getEnvironment(), this.context.getClassLoader()) : null;
		if (withheld != null) {
			logger.warn("Nothing to do: " + withheld);
		}
		else {
			logger.info("Nothing to do: " + detected.reason());
		}
	}

	private SignalRules rules(InstanceIdentity identity) {
		return new SignalRules(identity.platform(), this.properties.rebalance(), this.properties.drain(),
				this.gracePeriods.find(identity));
	}

	private static String describe(GracePeriod.Known grace) {
		return "SIGTERM leaves %s (%s)".formatted(Format.duration(grace.duration()), grace.origin());
	}

	private Detected watch(Detected detected) throws InterruptedException {
		for (long waited = 0; waited < FIRST_ANSWERS.toMillis() && !this.sources.answered(); waited += 5) {
			if (this.stopped.await(5, TimeUnit.MILLISECONDS)) {
				return detected;
			}
		}
		this.readiness.decided(this.lifecycle.deadline() != null);
		// Find out what takes longer, now that everything urgent is at work.
		Detected completed = this.detector.complete(detected);
		known(detected, completed);
		this.preparation.run(completed.identity());
		return completed;
	}

	private void known(Detected before, Detected now) {
		SignalRules rules = rules(now.identity());
		if (!now.equals(before) || !rules.equals(this.lifecycle.rules())) {
			this.lifecycle.begin(now, rules);
			logger.info("Known by now: %s; %s".formatted(now.reason(), describe(rules.grace())));
		}
	}

	/**
	 * Learn what is told late, and watch the instance of a container, too, once it
	 * answers.
	 */
	private void awaitHost(Detected detected) throws InterruptedException {
		new LateHost(this.detector, this.stopped).await(detected, (before, now) -> {
			known(before, now);
			this.started.start(now.identity());
		});
	}

	/**
	 * Start all that is stopped by {@link #stop()}, unless that came first.
	 */
	private synchronized boolean beginToWatch(InstanceIdentity identity) {
		if (this.stopped.getCount() == 0) {
			return false;
		}
		JvmLifecycles.instance().join(this.lifecycle);
		if (this.lifecycle.holds() && ProcessOwnership.isOurs(this.context)) {
			installSignals();
		}
		this.started.start(identity);
		return true;
	}

	private static void installSignals() {
		try {
			TerminationSignals.instance().install();
		}
		catch (LinkageError ex) {
			logger.info("Signals cannot be handled (%s): the drain begins when the application context closes"
				.formatted(ex));
		}
	}

	/**
	 * Stop the sources and leave the JVM's lifecycles.
	 */
	synchronized void stop() {
		this.stopped.countDown();
		this.started.stop();
		if (JvmLifecycles.instance().leave(this.lifecycle) && !this.properties.dryRun()) {
			try {
				TerminationSignals.instance().restore();
			}
			catch (LinkageError ex) {
				logger.debug("No signals to restore", ex);
			}
		}
	}

}
