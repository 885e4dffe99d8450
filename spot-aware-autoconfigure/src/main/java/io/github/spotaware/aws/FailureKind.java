package io.github.spotaware.aws;

import java.util.Set;

import io.github.spotaware.Severity;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Names why a call of an AWS API can fail, whatever the API, each with what to do about
 * it. A remedy takes the API's name in IAM policies, the action, the resource, and the
 * API's name for people.
 */
public enum FailureKind {

	/**
	 * The IAM role does not allow it.
	 */
	ACCESS_DENIED("access-denied", Severity.WARNING, false, "is not allowed",
			"Allow '%1$s:%2$s' on '%3$s' in the IAM role."),

	/**
	 * The account calls too often.
	 */
	THROTTLED("throttled", Severity.INFO, true, "is throttled",
			"Nothing as a rule: it is tried again. If it lasts, look for what else calls the API in this account "
					+ "and Region."),

	/**
	 * The SDK's client cannot be built.
	 */
	NO_CLIENT("no-client", Severity.WARNING, true, "cannot be asked for",
			"Keep an HTTP client of the AWS SDK for blocking calls on the class path, such as "
					+ "software.amazon.awssdk:url-connection-client, and import the SDK's BOM."),

	/**
	 * No answer, a server error, or no credentials that it takes.
	 */
	UNREACHABLE("unreachable", Severity.WARNING, true, "fails",
			"Make sure that the API can be reached (route, VPC endpoint, security group) and that there are "
					+ "valid credentials. It is tried again."),

	/**
	 * Any other refusal.
	 */
	REFUSED("refused", Severity.WARNING, false, "is refused",
			"Look the error up under %2$s in the API reference of %4$s.");

	private static final Set<String> ACCESS_DENIED_CODES = Set.of("AccessDenied", "AccessDeniedException");

	/**
	 * The credentials are at fault, and not what their role allows.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html">
	 * Common errors</a>
	 */
	private static final Set<String> CREDENTIALS_CODES = Set.of("UnrecognizedClientException", "InvalidClientTokenId",
			"ExpiredToken", "ExpiredTokenException", "IncompleteSignature", "MissingAuthenticationToken",
			"SignatureDoesNotMatch");

	private final String id;

	private final Severity severity;

	private final boolean retryable;

	private final String words;

	private final String remedy;

	FailureKind(String id, Severity severity, boolean retryable, String words, String remedy) {
		this.id = id;
		this.severity = severity;
		this.retryable = retryable;
		this.words = words;
		this.remedy = remedy;
	}

	static FailureKind of(Throwable ex, String code) {
		if (ex instanceof LinkageError) {
			return NO_CLIENT;
		}
		if (!(ex instanceof AwsServiceException refused) || refused.statusCode() >= 500) {
			return UNREACHABLE;
		}
		if (refused.isThrottlingException()) {
			return THROTTLED;
		}
		if (refused.isClockSkewException() || CREDENTIALS_CODES.contains(code)) {
			// The SDK has learned the difference by now, and may get other credentials.
			return UNREACHABLE;
		}
		boolean denied = refused.statusCode() == 401 || refused.statusCode() == 403
				|| ACCESS_DENIED_CODES.contains(code);
		return denied ? ACCESS_DENIED : REFUSED;
	}

	/**
	 * Return the id of a finding of this kind, to be put behind the prefix of an API.
	 * @return the id, such as {@code access-denied}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Return what it costs that the call failed.
	 * @return the severity of the finding
	 */
	public Severity severity() {
		return this.severity;
	}

	/**
	 * Return whether to call again may help.
	 * @return whether it may
	 */
	public boolean retryable() {
		return this.retryable;
	}

	/**
	 * Return what happened to the call.
	 * @return words that follow on the name of an action
	 */
	public String words() {
		return this.words;
	}

	/**
	 * Return what to do about it.
	 * @return words, with the places described above
	 */
	public String remedy() {
		return this.remedy;
	}

}
