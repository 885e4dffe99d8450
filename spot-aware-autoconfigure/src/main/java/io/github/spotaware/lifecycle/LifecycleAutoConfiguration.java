package io.github.spotaware.lifecycle;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;

import io.github.spotaware.Check;
import io.github.spotaware.DrainStep;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.LoadBalancerView;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.QueueView;
import io.github.spotaware.TargetView;
import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the engine.
 */
@AutoConfiguration(after = ApplicationAvailabilityAutoConfiguration.class)
@EnableConfigurationProperties(SpotAwareProperties.class)
public final class LifecycleAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Ticker spotTicker() {
		return System::nanoTime;
	}

	/**
	 * Our clock, which is nobody else's: an application may have one to inject by type.
	 */
	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "spotClock")
	InstantSource spotClock() {
		return InstantSource.system();
	}

	@Bean
	Readiness spotReadiness(ApplicationContext context, ApplicationAvailability availability) {
		return new Readiness(context, availability);
	}

	@Bean
	Threads spotThreads(Ticker ticker) {
		return WorkerThreads.create(ticker);
	}

	@Bean
	Announcements spotAnnouncements(ApplicationContext context, ObjectProvider<DrainListener> listeners,
			Threads threads, SpotAwareProperties properties) {
		return new Announcements(context, listeners, threads, properties.dryRun());
	}

	@Bean
	SpotLifecycle spotLifecycle(SpotAwareProperties properties, ApplicationContext context,
			ObjectProvider<DrainStep> steps, ObjectProvider<Traffic> traffic, Announcements announcements,
			Readiness readiness, Threads threads, @Qualifier("spotClock") InstantSource clock) {
		Participants participants = new ContextParticipants(steps, traffic, properties.dryRun());
		SpotLifecycle lifecycle = new SpotLifecycle(properties, participants, announcements, threads, clock);
		if (!properties.dryRun()) {
			SelfShutdown shutdown = new SelfShutdown(properties.shutdown(), context,
					() -> readiness.everAccepted() && !properties.inTests() && ProcessOwnership.isOurs(context),
					System::exit);
			announcements.whenDrained((run) -> shutdown.drained(lifecycle, run));
		}
		return lifecycle;
	}

	@Bean
	Sources spotSources(SpotLifecycle lifecycle, @Qualifier("spotClock") InstantSource clock) {
		return new Sources(lifecycle, JvmLifecycles.instance(), clock);
	}

	@Bean
	Budgets spotBudgets(SpotLifecycle lifecycle, ShutdownBudget shutdown, ObjectProvider<InterruptionSource> sources,
			ObjectProvider<TargetView> targets, ObjectProvider<LoadBalancerView> balancers) {
		return new Budgets(lifecycle, shutdown, sources, targets, balancers);
	}

	@Bean
	SpotView spotView(SpotLifecycle lifecycle, Sources sources, ObjectProvider<Traffic> traffic,
			ObjectProvider<TargetView> targets, ObjectProvider<QueueView> queues, ObjectProvider<Check> checks,
			Budgets budgets, Ticker ticker, @Qualifier("spotClock") InstantSource clock) {
		return new SpotView(lifecycle, sources, traffic, targets, queues, checks, budgets, ticker, clock);
	}

	@Bean
	GracePeriodCheck spotGracePeriodCheck(SpotLifecycle lifecycle, SpotAwareProperties properties) {
		return new GracePeriodCheck(lifecycle, properties.terminationGracePeriod());
	}

	@Bean
	DrainTerms spotDrainTerms(SpotLifecycle lifecycle) {
		return new EngineTerms(lifecycle);
	}

	@Bean
	SignalCheck spotSignalCheck(SpotLifecycle lifecycle, ApplicationContext context) {
		return new SignalCheck(lifecycle, context, () -> ManagementFactory.getRuntimeMXBean().getInputArguments());
	}

	@Bean
	NoticeCheck spotNoticeCheck(SpotLifecycle lifecycle, Sources sources, ObjectProvider<InterruptionSource> beans) {
		return new NoticeCheck(lifecycle, sources, beans);
	}

	@Bean
	ShutdownPhaseCheck spotShutdownPhaseCheck(SpotLifecycle lifecycle, ApplicationContext context) {
		return new ShutdownPhaseCheck(lifecycle, context, phaseTimeout(context.getEnvironment()));
	}

	@Bean
	OperatorControl spotOperatorControl(SpotLifecycle lifecycle, Sources sources,
			@Qualifier("spotClock") InstantSource clock) {
		return new OperatorControl(lifecycle, sources, clock);
	}

	@Bean
	SpotStart spotStart(ApplicationContext context, SpotLifecycle lifecycle, Sources sources, Readiness readiness,
			PlatformDetector detector, SpotAwareProperties properties, ObjectProvider<InterruptionSource> beans,
			ObjectProvider<DrainStep> steps, ObjectProvider<GracePeriod> gracePeriods) {
		return new SpotStart(context, lifecycle, sources, readiness, detector, properties, beans, steps, gracePeriods);
	}

	@Bean
	ClosingHold spotClosingHold(ApplicationContext context, SpotLifecycle lifecycle, Sources sources,
			ShutdownBudget budget, SpotStart start, Announcements announcements, ClosingWatch watch) {
		return new ClosingHold(context, lifecycle, sources, budget, start, announcements, watch);
	}

	@Bean
	ClosingWatch spotClosingWatch(ConfigurableApplicationContext context, Threads threads) {
		return new ClosingWatch(context, threads);
	}

	@Bean
	ShutdownBudget spotShutdownBudget(ObjectProvider<DefaultLifecycleProcessor> processor, Environment environment,
			Ticker ticker) {
		return new ShutdownBudget(processor.getIfAvailable(), phaseTimeout(environment), ticker);
	}

	private static Duration phaseTimeout(Environment environment) {
		return DurationStyle.detectAndParse(environment.getProperty(ShutdownPhaseCheck.TIMEOUT, "30s"));
	}

	@Bean
	PhaseBudget spotFirstPhaseBudget(ShutdownBudget budget) {
		return new PhaseBudget(budget, ShutdownStage.FIRST);
	}

	@Bean
	PhaseBudget spotLastRequestsPhaseBudget(ShutdownBudget budget) {
		return new PhaseBudget(budget, ShutdownStage.LAST_REQUESTS);
	}

	@Bean
	PhaseBudget spotWebServerPhaseBudget(ShutdownBudget budget) {
		return new PhaseBudget(budget, ShutdownStage.WEB_SERVER);
	}

	@Bean
	PhaseBudget spotLaterPhaseBudget(ShutdownBudget budget) {
		return new PhaseBudget(budget, ShutdownStage.LATER);
	}

}
