package io.github.spotaware.metrics;

import java.util.concurrent.TimeUnit;

import io.github.spotaware.InterruptionSource;
import io.github.spotaware.Ticker;
import io.github.spotaware.lifecycle.DrainListener;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.lifecycle.SpotView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The meters as the auto-configuration puts them together.
 */
public final class SimulatedMeters {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final DrainListener timers = new DrainTimers(this.registry);

	private final SpotMeterBinder binder;

	private final TargetMeters targets;

	public SimulatedMeters(SpotLifecycle lifecycle, SpotView view, Ticker ticker,
			ObjectProvider<InterruptionSource> sources) {
		this.binder = new SpotMeterBinder(lifecycle, view, ticker, sources);
		this.binder.bindTo(this.registry);
		this.targets = new TargetMeters(view, this.registry);
	}

	/**
	 * Return what learns how drains end.
	 */
	public DrainListener timers() {
		return this.timers;
	}

	/**
	 * Do what is done when the state has changed.
	 */
	public void stateChanged() {
		this.targets.refresh();
	}

	/**
	 * Return the sum of the gauges of a name with tags.
	 */
	public double gauges(String name, String... tags) {
		return search(name, tags).gauges().stream().mapToDouble(Gauge::value).sum();
	}

	/**
	 * Return how much the function counters of a name with tags have counted.
	 */
	public double counters(String name, String... tags) {
		return search(name, tags).functionCounters().stream().mapToDouble((counter) -> counter.count()).sum();
	}

	/**
	 * Return how often the timers of a name with tags were used.
	 */
	public long timed(String name, String... tags) {
		return search(name, tags).timers().stream().mapToLong(Timer::count).sum();
	}

	/**
	 * Return the time that the timers of a name with tags have recorded.
	 */
	public double seconds(String name, String... tags) {
		return search(name, tags).timers().stream().mapToDouble((timer) -> timer.totalTime(TimeUnit.SECONDS)).sum();
	}

	private Search search(String name, String... tags) {
		return this.registry.find(name).tags(tags);
	}

}
