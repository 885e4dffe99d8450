package io.github.spotaware.actuate;

import java.util.Objects;
import java.util.Set;

import io.github.spotaware.lifecycle.OperatorControl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Lets the endpoint answer with the statuses of HTTP.
 */
@EndpointWebExtension(endpoint = SpotEndpoint.class)
final class SpotEndpointWebExtension {

	private static final int CONFLICT = 409;

	private final SpotReporter reporter;

	private final OperatorControl control;

	private final Show showValues;

	private final Set<String> roles;

	SpotEndpointWebExtension(SpotReporter reporter, OperatorControl control, Show showValues, Set<String> roles) {
		this.reporter = reporter;
		this.control = control;
		this.showValues = showValues;
		this.roles = roles;
	}

	@ReadOperation
	SpotReport spot(SecurityContext securityContext) {
		return this.reporter.report(new Mask(this.showValues.isShown(securityContext, this.roles)));
	}

	/**
	 * Show one part. A deployer that waits for {@code targets} sees an error until all of
	 * them are healthy. Whoever asks for {@code findings} has everything looked at again.
	 */
	@ReadOperation
	WebEndpointResponse<OperationResponseBody> part(SecurityContext securityContext, @Selector String part) {
		Mask mask = new Mask(this.showValues.isShown(securityContext, this.roles));
		return switch (part) {
			case "targets" -> targets(this.reporter.targets(mask));
			case "findings" -> new WebEndpointResponse<>(this.reporter.findings(mask));
			default -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		};
	}

	private static WebEndpointResponse<OperationResponseBody> targets(@Nullable TargetsReport targets) {
		if (targets == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return new WebEndpointResponse<>(targets,
				targets.healthy() ? WebEndpointResponse.STATUS_OK : WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
	}

	/**
	 * Drain within the grace period. Without parameters, it takes a request without a
	 * body and its content type.
	 */
	@WriteOperation
	WebEndpointResponse<OperationResponseBody> drain() {
		return answer(this.control.drain(null));
	}

	@WriteOperation
	WebEndpointResponse<OperationResponseBody> drainWithin(@Nullable String deadline) {
		try {
			return answer(this.control.drain(OperatorDeadline.parse(deadline)));
		}
		catch (InvalidEndpointRequestException ex) {
			return new WebEndpointResponse<>(new Refusal(Objects.requireNonNull(ex.getReason())),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

	@DeleteOperation
	WebEndpointResponse<OperationResponseBody> cancel() {
		return answer(this.control.cancel());
	}

	private WebEndpointResponse<OperationResponseBody> answer(@Nullable String refusal) {
		return (refusal != null) ? new WebEndpointResponse<>(new Refusal(refusal), CONFLICT)
				: new WebEndpointResponse<>(this.reporter.progress());
	}

}
