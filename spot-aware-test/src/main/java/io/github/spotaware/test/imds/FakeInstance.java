package io.github.spotaware.test.imds;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;
import io.github.spotaware.test.wire.Pending;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Plays an EC2 instance with a metadata service of its own on a loopback port, in version
 * 2 of the protocol: <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">Use
 * the Instance Metadata Service</a>. Safe for use by several threads.
 */
public final class FakeInstance implements AutoCloseable {

	private FakeInstance() {
	}

	/**
	 * Starts the metadata service of an instance.
	 * @param vertx what serves it
	 * @param id the instance id
	 * @param privateIp the private address
	 * @return the instance
	 */
	public static FakeInstance start(Vertx vertx, String id, String privateIp) {
		return Pending.value();
	}

	/**
	 * Returns the instance id.
	 * @return the id
	 */
	public String id() {
		return Pending.value();
	}

	/**
	 * Returns the private address.
	 * @return the address
	 */
	public String privateIp() {
		return Pending.value();
	}

	/**
	 * Returns where the metadata service listens.
	 * @return scheme, host and port
	 */
	public URI metadataEndpoint() {
		return Pending.value();
	}

	/**
	 * Publishes a Spot interruption notice, and the termination time if the action is
	 * {@code terminate}.
	 * @param action {@code terminate}, {@code stop} or {@code hibernate}
	 * @param time when it happens
	 */
	public void interrupt(String action, Instant time) {
		Pending.value();
	}

	/**
	 * Takes the interruption notice back.
	 */
	public void withdrawInterruption() {
		Pending.value();
	}

	/**
	 * Publishes a rebalance recommendation.
	 * @param noticeTime when it was given
	 */
	public void recommendRebalance(Instant noticeTime) {
		Pending.value();
	}

	/**
	 * Takes the rebalance recommendation back.
	 */
	public void withdrawRebalance() {
		Pending.value();
	}

	/**
	 * Makes this a Spot instance, which it is from the start.
	 */
	public void spot() {
		Pending.value();
	}

	/**
	 * Makes this an On-Demand instance.
	 */
	public void onDemand() {
		Pending.value();
	}

	/**
	 * Publishes the life cycle state that Auto Scaling wants.
	 * @param state such as {@code InService} or {@code Terminated}
	 */
	public void autoScalingState(String state) {
		Pending.value();
	}

	/**
	 * Serves a payload.
	 * @param path the path, see {@link MetadataPath}
	 * @param payload the body, sent as it is
	 */
	public void respond(String path, String payload) {
		Pending.value();
	}

	/**
	 * Answers 404 for a path.
	 * @param path the path
	 */
	public void remove(String path) {
		Pending.value();
	}

	/**
	 * Makes a path misbehave until the faults are cleared.
	 * @param path the path, or {@link Faults#ANY}
	 * @param fault how
	 */
	public void fail(String path, Fault fault) {
		Pending.value();
	}

	/**
	 * Makes the next calls of a path misbehave.
	 * @param path the path, or {@link Faults#ANY}
	 * @param fault how
	 * @param times how many calls
	 */
	public void fail(String path, Fault fault, int times) {
		Pending.value();
	}

	/**
	 * Behaves again.
	 */
	public void clearFaults() {
		Pending.value();
	}

	/**
	 * Forgets all tokens: they are answered with 401 from now on, new ones are given.
	 */
	public void revokeTokens() {
		Pending.value();
	}

	/**
	 * Says whether tokens that were given are refused with 401, whichever they are.
	 * @param refuse whether to refuse
	 */
	public void refuseTokens(boolean refuse) {
		Pending.value();
	}

	/**
	 * Says whether the service answers at all or with 403.
	 * @param enabled whether it answers
	 */
	public void metadataEnabled(boolean enabled) {
		Pending.value();
	}

	/**
	 * Returns the calls so far.
	 * @return the calls in the order of their arrival
	 */
	public List<MetadataCall> calls() {
		return Pending.value();
	}

	/**
	 * Returns when the present payload of a path was first served.
	 * @param path the path
	 * @return a time on the scale of {@link System#nanoTime()}, or {@code null}
	 */
	public @Nullable Long firstServed(String path) {
		return Pending.value();
	}

	/**
	 * Goes back to the beginning: no notices, no faults, no tokens, no calls.
	 */
	public void reset() {
		Pending.value();
	}

	@Override
	public void close() {
		Pending.value();
	}

}
