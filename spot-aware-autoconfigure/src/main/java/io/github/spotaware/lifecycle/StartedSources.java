package io.github.spotaware.lifecycle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.Platform;
import io.github.spotaware.Signals;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Starts the sources that can say something on our platform, and stops them. Safe for use
 * by any thread.
 */
final class StartedSources {

	private static final Log logger = LogFactory.getLog(SpotLifecycle.class);

	private final ObjectProvider<InterruptionSource> beans;

	private final Sources sources;

	private final List<InterruptionSource> started = new ArrayList<>();

	private final Set<InterruptionSource> leftOut = new HashSet<>();

	private boolean stopped;

	StartedSources(ObjectProvider<InterruptionSource> beans, Sources sources) {
		this.beans = beans;
		this.sources = sources;
	}

	/**
	 * Start those that were not started before, unless all were stopped.
	 * @param identity who we are
	 */
	synchronized void start(InstanceIdentity identity) {
		if (this.stopped) {
			return;
		}
		List<InterruptionSource> more = this.beans.orderedStream()
			.filter((source) -> !this.started.contains(source) && supports(source, identity.platform()))
			.toList();
		this.started.addAll(more);
		more.forEach((source) -> this.sources.signals(source.name()));
		more.forEach((source) -> start(source, identity));
	}

	private boolean supports(InterruptionSource source, Platform platform) {
		try {
			return !this.leftOut.contains(source) && source.supports(platform);
		}
		catch (RuntimeException | LinkageError ex) {
			this.leftOut.add(source);
			logger.warn("Source '%s' is left out: it fails to tell what it supports".formatted(source.name()), ex);
			return false;
		}
	}

	private void start(InterruptionSource source, InstanceIdentity identity) {
		Signals signals = this.sources.signals(source.name());
		try {
			source.start(signals, identity);
		}
		catch (RuntimeException | LinkageError ex) {
			signals.failed(ex);
		}
	}

	/**
	 * Stop all, for good.
	 */
	synchronized void stop() {
		this.stopped = true;
		this.started.forEach(StartedSources::stop);
		this.started.clear();
		this.sources.retire();
	}

	private static void stop(InterruptionSource source) {
		try {
			source.stop();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("Source '%s' could not be stopped".formatted(source.name()), ex);
		}
	}

}
