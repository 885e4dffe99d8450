package io.github.spotaware.test.wire;

import java.time.Duration;

/**
 * Says how a fake endpoint misbehaves instead of giving its ordinary answer.
 */
public sealed interface Fault {

	/**
	 * Accepts the request and never answers, as a metadata service behind a hop limit of
	 * one does.
	 * @return the fault
	 */
	static Fault hang() {
		return new Hang();
	}

	/**
	 * Resets the connection instead of answering.
	 * @return the fault
	 */
	static Fault reset() {
		return new Reset();
	}

	/**
	 * Gives the ordinary answer late.
	 * @param delay the time to wait before answering
	 * @return the fault
	 */
	static Fault slow(Duration delay) {
		return new Slow(delay);
	}

	/**
	 * Answers successfully with a body that the ordinary reader cannot parse.
	 * @return the fault
	 */
	static Fault malformed() {
		return new Malformed("<{not what you expect");
	}

	/**
	 * Answers with a status and no further explanation.
	 * @param status the HTTP status
	 * @return the fault
	 */
	static Fault status(int status) {
		return new Failure(status, (status < 500) ? "ValidationError" : "InternalFailure", "Injected");
	}

	/**
	 * Answers with a status and an error code in the format of the API.
	 * @param status the HTTP status
	 * @param code the error code
	 * @param message the error message
	 * @return the fault
	 */
	static Fault error(int status, String code, String message) {
		return new Failure(status, code, message);
	}

	/**
	 * Answers as AWS does where an IAM action is not allowed.
	 * @return the fault
	 */
	static Fault accessDenied() {
		return new Failure(403, "AccessDenied", "User is not authorized to perform this action");
	}

	/**
	 * Answers as AWS does when the account calls too often.
	 * @return the fault
	 */
	static Fault throttling() {
		return new Failure(400, "Throttling", "Rate exceeded");
	}

	/**
	 * Accepts and never answers.
	 */
	record Hang() implements Fault {
	}

	/**
	 * Resets the connection.
	 */
	record Reset() implements Fault {
	}

	/**
	 * Answers late.
	 *
	 * @param delay the time to wait before answering
	 */
	record Slow(Duration delay) implements Fault {
	}

	/**
	 * Answers 200 with the given body.
	 *
	 * @param body the body
	 */
	record Malformed(String body) implements Fault {
	}

	/**
	 * Answers with an error.
	 *
	 * @param status the HTTP status
	 * @param code the error code
	 * @param message the error message
	 */
	record Failure(int status, String code, String message) implements Fault {
	}

}
