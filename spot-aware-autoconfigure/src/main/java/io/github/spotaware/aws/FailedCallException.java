package io.github.spotaware.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import org.springframework.util.StringUtils;

/**
 * Says why a call of an AWS API failed. The message is what was answered, in quotes.
 */
public final class FailedCallException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * The kind of failure.
	 */
	private final FailureKind kind;

	/**
	 * The code of the error, empty where there is none.
	 */
	private final String code;

	private FailedCallException(FailureKind kind, Throwable cause) {
		super(message(cause), cause);
		this.kind = kind;
		this.code = code(cause);
	}

	static FailedCallException of(Throwable cause) {
		return new FailedCallException(FailureKind.of(cause, code(cause)), cause);
	}

	static FailedCallException withoutClient(Throwable cause) {
		return new FailedCallException(FailureKind.NO_CLIENT, cause);
	}

	private static String code(Throwable ex) {
		AwsErrorDetails details = details(ex);
		return (details != null) ? String.valueOf(details.errorCode()) : "";
	}

	private static String message(Throwable ex) {
		AwsErrorDetails details = details(ex);
		String message = (details != null) ? details.errorMessage() : ex.getMessage();
		return "'%s'".formatted(StringUtils.hasText(message) ? message : ex.getClass().getSimpleName());
	}

	private static @Nullable AwsErrorDetails details(Throwable ex) {
		return (ex instanceof AwsServiceException refused) ? refused.awsErrorDetails() : null;
	}

	/**
	 * Return the kind of failure.
	 * @return the kind
	 */
	public FailureKind kind() {
		return this.kind;
	}

	/**
	 * Return the API's own word for the error.
	 * @return the error code, such as {@code AccessDenied}; empty when there is none
	 */
	public String code() {
		return this.code;
	}

}
