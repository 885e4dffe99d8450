package io.github.spotaware.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.github.spotaware.InterruptionSource;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Severity;
import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import io.github.spotaware.lifecycle.SourceStatus;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.lifecycle.SpotView;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Meters what can be looked up at any time. A source counts from the start, with zeros
 * until it is started: a rate needs a first value. Registries hold what is looked at
 * weakly, so that it must be held here.
 */
final class SpotMeterBinder implements MeterBinder {

	static final List<String> STATES = List.of("running", "at-risk", "draining", "drained");

	private final SpotLifecycle lifecycle;

	private final SpotView view;

	private final FindingCounts findings;

	private final ObjectProvider<InterruptionSource> sources;

	SpotMeterBinder(SpotLifecycle lifecycle, SpotView view, Ticker ticker, ObjectProvider<InterruptionSource> sources) {
		this.lifecycle = lifecycle;
		this.view = view;
		this.findings = new FindingCounts(view::findings, ticker);
		this.sources = sources;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (String state : STATES) {
			Gauge.builder(SpotMeter.STATE.id(), this.lifecycle, (it) -> it.state().id().equals(state) ? 1 : 0)
				.description(SpotMeter.STATE.description())
				.tag("state", state)
				.register(registry);
		}
		for (NoticeCause cause : NoticeCause.values()) {
			Gauge.builder(SpotMeter.SIGNALS.id(), this.lifecycle, (it) -> standing(it, cause))
				.description(SpotMeter.SIGNALS.description())
				.tag("cause", cause.id())
				.register(registry);
		}
		for (Severity severity : Severity.values()) {
			Gauge.builder(SpotMeter.FINDINGS.id(), this.findings, (it) -> it.of(severity))
				.description(SpotMeter.FINDINGS.description())
				.tag("severity", severity.id())
				.register(registry);
		}
		TimeGauge
			.builder(SpotMeter.DEADLINE_REMAINING.id(), this.lifecycle, TimeUnit.NANOSECONDS,
					SpotMeterBinder::remaining)
			.description(SpotMeter.DEADLINE_REMAINING.description())
			.register(registry);
		bindRequests(SpotMeter.REQUESTS_ACTIVE, Traffic.Snapshot::active, registry);
		bindRequests(SpotMeter.REQUESTS_DRAINING, Traffic.Snapshot::servedWhileDraining, registry);
		this.sources.orderedStream().map(InterruptionSource::name).forEach((source) -> {
			bindSource(source, "success", SourceStatus::successes, registry);
			bindSource(source, "failure", SourceStatus::failures, registry);
		});
	}

	private void bindRequests(SpotMeter meter, ToLongFunction<Traffic.Snapshot> count, MeterRegistry registry) {
		Gauge.builder(meter.id(), this.view, (it) -> it.traffic().stream().mapToLong(count).sum())
			.description(meter.description())
			.register(registry);
	}

	private void bindSource(String source, String outcome, ToLongFunction<SourceStatus> count, MeterRegistry registry) {
		FunctionCounter.builder(SpotMeter.SOURCE_POLL.id(), this.view, (it) -> polls(it, source, count))
			.description(SpotMeter.SOURCE_POLL.description())
			.tag("source", source)
			.tag("outcome", outcome)
			.register(registry);
	}

	private static double standing(SpotLifecycle lifecycle, NoticeCause cause) {
		return lifecycle.standing().stream().filter((signal) -> signal.cause() == cause).count();
	}

	private static double remaining(SpotLifecycle lifecycle) {
		Duration remaining = lifecycle.remaining();
		return (remaining != null) ? remaining.toNanos() : Double.NaN;
	}

	private static double polls(SpotView view, String source, ToLongFunction<SourceStatus> count) {
		return view.sources().stream().filter((status) -> status.name().equals(source)).mapToLong(count).sum();
	}

}
