package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.Severity;

import org.springframework.context.ApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Finds that Spring's shutdown phases cannot be fitted into the time that is left.
 */
final class ShutdownPhaseCheck implements Check {

	static final String TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	private final SpotLifecycle lifecycle;

	private final ApplicationContext context;

	private final Duration timeout;

	/**
	 * Create the check.
	 * @param lifecycle knows the reserve
	 * @param context the application context
	 * @param timeout the time-out that is configured for a phase
	 */
	ShutdownPhaseCheck(SpotLifecycle lifecycle, ApplicationContext context, Duration timeout) {
		this.lifecycle = lifecycle;
		this.context = context;
		this.timeout = timeout;
	}

	@Override
	public List<Finding> findings() {
		Duration reserve = this.lifecycle.rules().drain().reserve();
		if (!this.lifecycle.holds() || this.timeout.compareTo(reserve) <= 0) {
			return List.of();
		}
		boolean capped = this.context.getBeanProvider(DefaultLifecycleProcessor.class).getIfAvailable() != null;
		return capped ? List.of() : List.of(finding(reserve));
	}

	private Finding finding(Duration reserve) {
		String name = AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME;
		String processor = this.context.containsBean(name) ? this.context.getBean(name).getClass().getName() : "nobody";
		return new Finding("shutdown-phases-uncapped", Severity.WARNING,
				"'%s' stops the beans, and its time-outs cannot be shortened: a phase may take %s (%s), of which %s are kept before the deadline, and what is still served is cut off there."
					.formatted(processor, Format.duration(this.timeout), TIMEOUT, Format.duration(reserve)),
				"Let the bean '%s' be a DefaultLifecycleProcessor, or set %s so low that all phases fit into spot-aware.drain.reserve."
					.formatted(name, TIMEOUT));
	}

}
