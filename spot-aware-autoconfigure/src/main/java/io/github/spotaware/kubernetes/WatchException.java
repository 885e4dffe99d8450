package io.github.spotaware.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.StringUtils;

/**
 * Says why an object cannot be watched.
 */
final class WatchException extends Exception {

	private static final long serialVersionUID = 1L;

	private final WatchFailure failure;

	WatchException(WatchFailure failure, String message) {
		super(message);
		this.failure = failure;
	}

	private WatchException(WatchFailure failure, Throwable cause) {
		super(message(cause), cause);
		this.failure = failure;
	}

	static WatchException of(Throwable cause) {
		return (cause instanceof WatchException known) ? known : new WatchException(WatchFailure.of(cause), cause);
	}

	static WatchException withoutClient(Throwable cause) {
		return new WatchException(WatchFailure.NO_CLIENT, cause);
	}

	/**
	 * Return what was answered, or else what lies at the bottom.
	 */
	private static String message(Throwable ex) {
		Status status = (ex instanceof KubernetesClientException refused) ? refused.getStatus() : null;
		if (status != null && StringUtils.hasText(status.getMessage())) {
			return "'%s'".formatted(status.getMessage());
		}
		Throwable deepest = NestedExceptionUtils.getMostSpecificCause(ex);
		String message = deepest.getMessage();
		return "'%s'".formatted(StringUtils.hasText(message) ? message : deepest.getClass().getSimpleName());
	}

	WatchFailure failure() {
		return this.failure;
	}

}
