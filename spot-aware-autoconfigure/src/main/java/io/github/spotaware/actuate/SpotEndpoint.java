package io.github.spotaware.actuate;

import io.github.spotaware.lifecycle.OperatorControl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows where the application stands, drains it and takes that back. As such it serves
 * JMX; {@link SpotEndpointWebExtension} speaks HTTP.
 */
@Endpoint(id = "spot", defaultAccess = Access.READ_ONLY)
final class SpotEndpoint {

	private final SpotReporter reporter;

	private final OperatorControl control;

	private final Show showValues;

	SpotEndpoint(SpotReporter reporter, OperatorControl control, Show showValues) {
		this.reporter = reporter;
		this.control = control;
		this.showValues = showValues;
	}

	@ReadOperation
	SpotReport spot() {
		return this.reporter.report(new Mask(this.showValues.isShown(true)));
	}

	@WriteOperation
	Progress drain(@Nullable String deadline) {
		return progress(this.control.drain(OperatorDeadline.parse(deadline)));
	}

	@DeleteOperation
	Progress cancel() {
		return progress(this.control.cancel());
	}

	private Progress progress(@Nullable String refusal) {
		if (refusal != null) {
			throw new IllegalStateException(refusal);
		}
		return this.reporter.progress();
	}

}
