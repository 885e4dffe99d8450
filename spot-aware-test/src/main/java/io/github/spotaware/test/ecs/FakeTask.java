package io.github.spotaware.test.ecs;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;

/**
 * Plays a task with its metadata endpoint, version 4: <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html">Amazon
 * ECS task metadata endpoint version 4</a>. Safe for use by several threads.
 */
public final class FakeTask {

	private final String arn;

	private final String containerId;

	private final TaskSettings settings;

	private final URI endpoint;

	private final Faults faults = new Faults();

	private final Set<String> leftOut = new TreeSet<>();

	private volatile TaskStatus status = TaskStatus.RUNNING;

	FakeTask(String arn, TaskSettings settings, URI endpoint) {
		this.arn = arn;
		this.containerId = id() + "-1234567890";
		this.settings = settings;
		this.endpoint = endpoint;
	}

	/**
	 * Returns the ARN.
	 * @return the ARN
	 */
	public String arn() {
		return this.arn;
	}

	/**
	 * Returns the settings.
	 * @return the settings
	 */
	public TaskSettings settings() {
		return this.settings;
	}

	/**
	 * Returns what {@code ECS_CONTAINER_METADATA_URI_V4} is set to in its container.
	 * @return the address of the container's metadata
	 */
	public URI metadataUri() {
		return this.endpoint.resolve("/v4/" + this.containerId);
	}

	/**
	 * Returns how it is.
	 * @return the status
	 */
	public TaskStatus status() {
		return this.status;
	}

	/**
	 * Returns the time its container has from SIGTERM to SIGKILL.
	 * @return the time
	 */
	public Duration stopTimeout() {
		return this.settings.definition().application().effectiveStopTimeout();
	}

	/**
	 * Says that ECS stops the task, and nothing else: see {@link Orchestrator}.
	 * @param stopCode why, such as {@code SpotInterruption}; empty to leave it out
	 * @param reason why, in words; empty to leave it out
	 */
	public void stopping(String stopCode, String reason) {
		this.status = this.status.stopping(stopCode, reason);
	}

	/**
	 * Says that its container has ended.
	 * @param exitCode the exit code
	 */
	public void stopped(int exitCode) {
		this.status = this.status.stopped(exitCode);
	}

	/**
	 * Leaves a field of the task out of its metadata, as older agents do.
	 * @param field the field, such as {@code LaunchType}
	 */
	public synchronized void without(String field) {
		this.leftOut.add(field);
	}

	/**
	 * Makes the metadata endpoint misbehave until the faults are cleared.
	 * @param fault how
	 */
	public void failMetadata(Fault fault) {
		this.faults.plan(Faults.ANY, fault, Integer.MAX_VALUE);
	}

	/**
	 * Behaves again.
	 */
	public void clearFaults() {
		this.faults.clear();
	}

	String id() {
		return this.arn.substring(this.arn.lastIndexOf('/') + 1);
	}

	String containerId() {
		return this.containerId;
	}

	Faults faults() {
		return this.faults;
	}

	synchronized Set<String> leftOut() {
		return Set.copyOf(this.leftOut);
	}

}
