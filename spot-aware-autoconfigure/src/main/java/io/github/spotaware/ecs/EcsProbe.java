package io.github.spotaware.ecs;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.spotaware.Capacity;
import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformProbe;
import io.github.spotaware.Severity;
import io.github.spotaware.TaskIdentity;
import io.github.spotaware.aws.Findings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

/**
 * Recognises an ECS task by its task metadata, and never by credentials: others set those
 * too. In a task that has no answer from the metadata, the environment tells the
 * platform, so that SIGTERM still drains.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html">
 * Amazon ECS task metadata endpoint version 4</a>
 */
final class EcsProbe implements PlatformProbe {

	static final String METADATA_URI = "ECS_CONTAINER_METADATA_URI_V4";

	static final Set<Platform> PLATFORMS = Set.of(Platform.ECS_FARGATE, Platform.ECS_EC2, Platform.ECS_EXTERNAL);

	private static final String SUBJECT = "task metadata";

	private static final Log logger = LogFactory.getLog(EcsProbe.class);

	private final PropertyResolver environment;

	private final TaskFacts facts;

	private final Findings findings;

	private final ObjectProvider<Describer> describer;

	/**
	 * Create the probe.
	 * @param environment gives environment variables by their names
	 * @param facts keeps what belongs not to who we are
	 * @param findings keeps what is wrong
	 * @param describer finds out more, where something can
	 */
	EcsProbe(PropertyResolver environment, TaskFacts facts, Findings findings, ObjectProvider<Describer> describer) {
		this.environment = environment;
		this.facts = facts;
		this.findings = findings;
		this.describer = describer;
	}

	@Override
	public Set<Platform> platforms() {
		return PLATFORMS;
	}

	@Override
	public @Nullable String sign() {
		return (variable(METADATA_URI) != null) ? "'%s' is set".formatted(METADATA_URI) : null;
	}

	@Override
	public InstanceIdentity identify() throws IOException {
		String uri = variable(METADATA_URI);
		if (uri == null) {
			throw new IOException("'%s' is not set".formatted(METADATA_URI));
		}
		try {
			TaskMetadata metadata = new TaskMetadata(URI.create(uri));
			return identity(askTwice(metadata), metadata);
		}
		catch (IOException | RuntimeException ex) {
			this.findings.add(SUBJECT, unreachable(ex));
			return new InstanceIdentity(platform(null), null, null, null, variable("AWS_REGION"), Capacity.UNKNOWN);
		}
	}

	private static TaskDocument askTwice(TaskMetadata metadata) throws IOException {
		try {
			return metadata.task();
		}
		catch (IOException ex) {
			logger.debug("The task metadata is asked again", ex);
			return metadata.task();
		}
	}

	private InstanceIdentity identity(TaskDocument document, TaskMetadata metadata) {
		ContainerDocument own = own(document, metadata);
		List<String> addresses = document.addresses();
		TaskArn arn = TaskArn.parse(document.anyArn());
		Platform platform = platform(document.launchType());
		this.facts.definition(document.definition());
		tellMissing(document, arn, own, platform);
		TaskIdentity task = new TaskIdentity((arn != null) ? arn.value() : "a task without an ARN",
				(document.cluster() != null || arn == null) ? document.cluster() : arn.cluster(), document.anyService(),
				(own != null) ? own.name() : null, addresses, addresses.isEmpty() ? document.hostPorts(own) : Map.of())
			.inHostNetwork(document.inHostNetwork());
		return new InstanceIdentity(platform, null, addresses.isEmpty() ? null : addresses.get(0),
				document.availabilityZone(), (arn != null) ? arn.region() : variable("AWS_REGION"), Capacity.UNKNOWN,
				task);
	}

	private static @Nullable ContainerDocument own(TaskDocument document, TaskMetadata metadata) {
		try {
			ContainerDocument own = metadata.own();
			if (own.name() != null) {
				return own;
			}
		}
		catch (IOException ex) {
			logger.debug("Which container we are is not told", ex);
		}
		return document.onlyContainer();
	}

	private void tellMissing(TaskDocument document, @Nullable TaskArn arn, @Nullable ContainerDocument own,
			Platform platform) {
		List<String> missing = new ArrayList<>();
		if (arn == null) {
			missing.add("the ARN of the task");
		}
		if (document.launchType() == null) {
			missing.add("the launch type");
		}
		if (own == null) {
			missing.add("which container we are");
		}
		if (document.addresses().isEmpty() && platform == Platform.ECS_FARGATE) {
			missing.add("the address of the task");
		}
		if (missing.isEmpty()) {
			this.findings.remove(SUBJECT);
		}
		else {
			this.findings.add(SUBJECT,
					new Finding("ecs-metadata-incomplete", Severity.WARNING,
							"The task metadata does not tell %s.".formatted(String.join(", ", missing)),
							"Update the container agent or the platform version of the task. What depends on it is not "
									+ "known, and the drain goes by time where it would have to be."));
		}
	}

	private Finding unreachable(Exception ex) {
		return new Finding("ecs-metadata-unreachable", Severity.WARNING,
				"The task metadata endpoint does not answer: '%s'.".formatted(ex.getMessage()),
				"Let the container reach the address in '%s'. Until it does, SIGTERM drains, and nothing else is known of the task."
					.formatted(METADATA_URI));
	}

	private Platform platform(@Nullable String launchType) {
		return LaunchType.platform(launchType, variable(LaunchType.EXECUTION_ENVIRONMENT));
	}

	@Override
	public InstanceIdentity complete(InstanceIdentity identity) {
		Describer available = this.describer.getIfAvailable();
		if (available == null) {
			logger
				.info("The ECS API is not asked: capacity, stopTimeout and the service's target groups are not known");
			return identity;
		}
		return available.describe(identity);
	}

	@Override
	public boolean unanswered() {
		Describer available = this.describer.getIfAvailable();
		return available != null && available.unanswered();
	}

	private @Nullable String variable(String name) {
		String value = this.environment.getProperty(name);
		return StringUtils.hasText(value) ? value.trim() : null;
	}

}
