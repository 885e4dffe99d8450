package io.github.spotaware.lifecycle;

import java.time.Instant;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a source has fared. Says the first failure aloud, repeats quietly, and the
 * recovery.
 */
final class SourceHealth {

	private static final Log logger = LogFactory.getLog(SpotLifecycle.class);

	private final String name;

	private @Nullable Instant lastSuccess;

	private @Nullable Instant lastFailure;

	private @Nullable String lastError;

	private long successes;

	private long failures;

	private boolean failing;

	private boolean warned;

	SourceHealth(String name) {
		this.name = name;
	}

	synchronized void succeeded(Instant when) {
		this.lastSuccess = when;
		this.successes++;
		if (this.failing) {
			this.failing = false;
			this.warned = false;
			logger.info("Source '%s' answers again".formatted(this.name));
		}
	}

	synchronized void failed(Instant when, Throwable cause) {
		note(when, cause, true);
	}

	/**
	 * Note a failure that may be as it is meant.
	 */
	synchronized void refused(Instant when, Throwable cause) {
		note(when, cause, false);
	}

	private void note(Instant when, Throwable cause, boolean warn) {
		this.lastFailure = when;
		this.lastError = describe(cause);
		this.failures++;
		String message = "Source '%s' does not answer: %s. What it said before still stands; asking again"
			.formatted(this.name, this.lastError);
		if (warn && !this.warned) {
			logger.warn(message);
			this.warned = true;
		}
		else if (!this.failing) {
			logger.info(message);
		}
		else {
			logger.debug(message, cause);
		}
		this.failing = true;
	}

	private static String describe(Throwable cause) {
		String message = cause.getMessage();
		return (message != null && !message.isBlank()) ? message : cause.getClass().getSimpleName();
	}

	synchronized boolean answered() {
		return this.successes + this.failures > 0;
	}

	synchronized SourceStatus status() {
		return new SourceStatus(this.name, this.lastSuccess, this.lastFailure, this.lastError, this.successes,
				this.failures);
	}

}
