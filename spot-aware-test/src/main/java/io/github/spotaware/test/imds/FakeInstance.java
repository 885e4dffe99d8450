package io.github.spotaware.test.imds;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;
import io.vertx.core.Vertx;

/**
 * Plays an EC2 instance with a metadata service of its own on a loopback port, in version
 * 2 of the protocol: <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">Use
 * the Instance Metadata Service</a>. Safe for use by several threads.
 */
public final class FakeInstance implements AutoCloseable {

	/**
	 * As the metadata service writes it, which is none of the standard formats.
	 */
	private static final DateTimeFormatter MAINTENANCE_TIME = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'GMT'",
			Locale.ENGLISH);

	private final String id;

	private final String privateIp;

	private final MetadataService service;

	FakeInstance(Vertx vertx, String id, String privateIp, LongSupplier ticker) {
		this.id = id;
		this.privateIp = privateIp;
		this.service = new MetadataService(vertx, ticker);
		this.service.documents.describe(id, privateIp);
	}

	/**
	 * Starts the metadata service of an instance.
	 * @param vertx what serves it
	 * @param id the instance id
	 * @param privateIp the private address
	 * @return the instance
	 */
	public static FakeInstance start(Vertx vertx, String id, String privateIp) {
		return new FakeInstance(vertx, id, privateIp, System::nanoTime);
	}

	/**
	 * Returns the instance id.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Returns the private address.
	 * @return the address
	 */
	public String privateIp() {
		return this.privateIp;
	}

	/**
	 * Returns where the metadata service listens.
	 * @return scheme, host and port
	 */
	public URI metadataEndpoint() {
		return this.service.endpoint.uri();
	}

	/**
	 * Publishes a Spot interruption notice, and the termination time if the action is
	 * {@code terminate}.
	 * @param action {@code terminate}, {@code stop} or {@code hibernate}
	 * @param time when it happens
	 */
	public void interrupt(String action, Instant time) {
		Instant seconds = time.truncatedTo(ChronoUnit.SECONDS);
		if (action.equals("terminate")) {
			respond(MetadataPath.TERMINATION_TIME, seconds.toString());
		}
		respond(MetadataPath.INSTANCE_ACTION, "{\"action\": \"%s\", \"time\": \"%s\"}".formatted(action, seconds));
	}

	/**
	 * Takes the interruption notice back.
	 */
	public void withdrawInterruption() {
		remove(MetadataPath.INSTANCE_ACTION);
		remove(MetadataPath.TERMINATION_TIME);
	}

	/**
	 * Publishes a rebalance recommendation.
	 * @param noticeTime when it was given
	 */
	public void recommendRebalance(Instant noticeTime) {
		respond(MetadataPath.REBALANCE,
				"{\"noticeTime\": \"%s\"}".formatted(noticeTime.truncatedTo(ChronoUnit.SECONDS)));
	}

	/**
	 * Takes the rebalance recommendation back.
	 */
	public void withdrawRebalance() {
		remove(MetadataPath.REBALANCE);
	}

	/**
	 * Makes this a Spot instance, which it is from the start.
	 */
	public void spot() {
		respond(MetadataPath.LIFE_CYCLE, "spot");
	}

	/**
	 * Makes this an On-Demand instance.
	 */
	public void onDemand() {
		respond(MetadataPath.LIFE_CYCLE, "on-demand");
	}

	/**
	 * Publishes one scheduled event, in place of an earlier one.
	 * @param code what happens, such as {@code system-reboot} or
	 * {@code instance-retirement}
	 * @param notBefore the earliest time at which it happens
	 * @param state {@code active}, {@code completed} or {@code canceled}
	 */
	public void scheduleMaintenance(String code, Instant notBefore, String state) {
		String time = MAINTENANCE_TIME.format(notBefore.atOffset(ZoneOffset.UTC));
		respond(MetadataPath.MAINTENANCE, """
				[{"NotBefore": "%s", "Code": "%s", "Description": "scheduled %s", \
				"EventId": "instance-event-0123456789abcdef0", "State": "%s"}]""".formatted(time, code, code, state));
	}

	/**
	 * Publishes the life cycle state that Auto Scaling wants.
	 * @param state such as {@code InService} or {@code Terminated}
	 */
	public void autoScalingState(String state) {
		respond(MetadataPath.TARGET_LIFECYCLE_STATE, state);
	}

	/**
	 * Serves a payload.
	 * @param path the path, see {@link MetadataPath}
	 * @param payload the body, sent as it is
	 */
	public void respond(String path, String payload) {
		this.service.documents.put(path, payload);
	}

	/**
	 * Answers 404 for a path.
	 * @param path the path
	 */
	public void remove(String path) {
		this.service.documents.remove(path);
	}

	/**
	 * Makes a path misbehave until the faults are cleared.
	 * @param path the path, or {@link Faults#ANY}
	 * @param fault how
	 */
	public void fail(String path, Fault fault) {
		fail(path, fault, Integer.MAX_VALUE);
	}

	/**
	 * Makes the next calls of a path misbehave.
	 * @param path the path, or {@link Faults#ANY}
	 * @param fault how
	 * @param times how many calls
	 */
	public void fail(String path, Fault fault, int times) {
		this.service.faults.plan(path, fault, times);
	}

	/**
	 * Behaves again.
	 */
	public void clearFaults() {
		this.service.faults.clear();
	}

	/**
	 * Forgets all tokens: they are answered with 401 from now on, new ones are given.
	 */
	public void revokeTokens() {
		this.service.tokens.revoke();
	}

	/**
	 * Says whether tokens that were given are refused with 401, whichever they are.
	 * @param refuse whether to refuse
	 */
	public void refuseTokens(boolean refuse) {
		this.service.tokens.refuse(refuse);
	}

	/**
	 * Says whether the service answers at all or with 403.
	 * @param enabled whether it answers
	 */
	public void metadataEnabled(boolean enabled) {
		this.service.enabled = enabled;
	}

	/**
	 * Returns the calls so far.
	 * @return the calls in the order of their arrival
	 */
	public List<MetadataCall> calls() {
		return this.service.calls();
	}

	/**
	 * Goes back to the beginning, but for the tokens, which stay valid: no notices, no
	 * faults, no calls.
	 */
	public void clear() {
		this.service.clear();
		this.service.documents.describe(this.id, this.privateIp);
	}

	/**
	 * Goes back to the beginning: forgets tokens, too.
	 */
	public void reset() {
		clear();
		revokeTokens();
	}

	@Override
	public void close() {
		this.service.endpoint.close();
	}

}
