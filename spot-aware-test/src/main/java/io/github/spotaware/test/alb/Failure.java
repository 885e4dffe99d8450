package io.github.spotaware.test.alb;

import java.net.ConnectException;
import java.util.concurrent.TimeoutException;

import io.netty.channel.ConnectTimeoutException;

/**
 * Names why a node answers itself, and with what.
 */
enum Failure {

	/**
	 * No target to route to.
	 */
	NO_TARGET(503, "no-target"),

	/**
	 * The target refused the connection.
	 */
	REFUSED(502, "connection-refused"),

	/**
	 * The target ended the connection before it answered.
	 */
	CLOSED(502, "connection-closed"),

	/**
	 * The target did not answer in time.
	 */
	TIMEOUT(504, "timeout");

	private final int status;

	private final String cause;

	Failure(int status, String cause) {
		this.status = status;
		this.cause = cause;
	}

	static Failure of(Throwable cause) {
		if (cause instanceof TimeoutException || cause instanceof ConnectTimeoutException) {
			return TIMEOUT;
		}
		return (cause instanceof ConnectException) ? REFUSED : CLOSED;
	}

	int status() {
		return this.status;
	}

	String cause() {
		return this.cause;
	}

}
