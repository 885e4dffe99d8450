package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.TargetView;
import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the engine.
 */
@AutoConfiguration(after = ApplicationAvailabilityAutoConfiguration.class)
@EnableConfigurationProperties(SpotAwareProperties.class)
public final class LifecycleAutoConfiguration {

	/**
	 * The phase in which Boot's web servers shut down gracefully.
	 */
	private static final int WEB_SERVER_PHASE = Integer.MAX_VALUE - 1024;

	@Bean
	@ConditionalOnMissingBean
	Ticker spotTicker() {
		return System::nanoTime;
	}

	@Bean
	@ConditionalOnMissingBean
	InstantSource spotClock() {
		return InstantSource.system();
	}

	@Bean
	Readiness spotReadiness(ApplicationContext context, ApplicationAvailability availability) {
		return new Readiness(context, availability);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	SpotLifecycle spotLifecycle(SpotAwareProperties properties, ApplicationContext context,
			ObjectProvider<DrainStep> steps, ObjectProvider<Traffic> traffic, ObjectProvider<DrainListener> listeners,
			Readiness readiness, Ticker ticker, InstantSource clock) {
		Threads threads = WorkerThreads.create(ticker);
		SelfShutdown shutdown = new SelfShutdown(properties.shutdown(), context, readiness::everAccepted, System::exit);
		Participants participants = new ContextParticipants(steps, traffic, properties.dryRun());
		Announcements announcements = new Announcements(context, listeners, threads.events(), properties.dryRun());
		SpotLifecycle lifecycle = new SpotLifecycle(properties, participants, announcements, JvmLifecycles.instance(),
				threads, clock);
		if (!properties.dryRun()) {
			announcements.whenDrained((leading, report) -> shutdown.drained(lifecycle, leading, report));
		}
		return lifecycle;
	}

	@Bean
	SpotView spotView(SpotLifecycle lifecycle, ObjectProvider<Traffic> traffic, ObjectProvider<TargetView> targets,
			ObjectProvider<Check> checks, Ticker ticker, InstantSource clock) {
		return new SpotView(lifecycle, traffic, targets, checks, ticker, clock);
	}

	@Bean
	OperatorControl spotOperatorControl(SpotLifecycle lifecycle, SpotAwareProperties properties, InstantSource clock) {
		return new OperatorControl(lifecycle, properties.drain(), clock);
	}

	@Bean
	SpotStart spotStart(ApplicationContext context, SpotLifecycle lifecycle, Readiness readiness,
			PlatformDetector detector, SpotAwareProperties properties, ObjectProvider<InterruptionSource> sources,
			ObjectProvider<DrainStep> steps, ObjectProvider<GracePeriod> gracePeriods) {
		return new SpotStart(context, lifecycle, readiness, detector, properties, sources, steps, gracePeriods);
	}

	@Bean
	ClosingHold spotClosingHold(ApplicationContext context, SpotLifecycle lifecycle, ShutdownBudget budget,
			SpotStart start) {
		return new ClosingHold(context, lifecycle, budget, start);
	}

	@Bean
	ShutdownBudget spotShutdownBudget(ObjectProvider<DefaultLifecycleProcessor> processor, Environment environment,
			Ticker ticker) {
		Duration configured = DurationStyle
			.detectAndParse(environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase", "30s"));
		return new ShutdownBudget(processor.getIfAvailable(), configured, ticker);
	}

	@Bean
	PhaseBudget spotFirstPhaseBudget(ShutdownBudget budget) {
		return new PhaseBudget(budget, Integer.MAX_VALUE, 0.4);
	}

	@Bean
	PhaseBudget spotWebServerPhaseBudget(ShutdownBudget budget) {
		return new PhaseBudget(budget, WEB_SERVER_PHASE, 0.8);
	}

	@Bean
	PhaseBudget spotLaterPhaseBudget(ShutdownBudget budget) {
		return new PhaseBudget(budget, Integer.MAX_VALUE - 1536, 0.5);
	}

	/**
	 * What the application context has to take part, looked up when it is needed.
	 *
	 * @param stepBeans the steps
	 * @param trafficBeans the traffic
	 * @param dryRun whether nothing is to be done
	 */
	private record ContextParticipants(ObjectProvider<DrainStep> stepBeans, ObjectProvider<Traffic> trafficBeans,
			boolean dryRun) implements Participants {

		@Override
		public List<DrainStep> steps() {
			List<DrainStep> steps = this.stepBeans.orderedStream().toList();
			return this.dryRun ? steps.stream().<DrainStep>map(DryRunStep::new).toList() : steps;
		}

		@Override
		public List<Traffic> traffic() {
			return this.trafficBeans.orderedStream().toList();
		}

	}

}
