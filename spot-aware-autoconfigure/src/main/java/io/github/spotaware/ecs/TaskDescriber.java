package io.github.spotaware.ecs;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.spotaware.Capacity;
import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.TaskIdentity;
import io.github.spotaware.aws.Findings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Describes the task by the ECS API. Each call that fails costs only what it would have
 * told, and is made again, where that may help, when the task is described again. For use
 * by one thread.
 */
final class TaskDescriber implements Describer {

	private static final Log logger = LogFactory.getLog(TaskDescriber.class);

	private final EcsApi api;

	private final TaskFacts facts;

	private final ServiceTargetGroups groups;

	private final Findings findings;

	private final Supplier<Duration> reserve;

	private final Asked<Task> task = new Asked<>();

	private final Asked<ContainerInstance> instance = new Asked<>();

	private final Asked<TaskDefinition> definition = new Asked<>();

	private final Asked<Service> service = new Asked<>();

	TaskDescriber(EcsApi api, TaskFacts facts, ServiceTargetGroups groups, Findings findings,
			Supplier<Duration> reserve) {
		this.api = api;
		this.facts = facts;
		this.groups = groups;
		this.findings = findings;
		this.reserve = reserve;
	}

	@Override
	public InstanceIdentity describe(InstanceIdentity identity) {
		TaskIdentity known = identity.task();
		TaskArn arn = (known != null) ? TaskArn.parse(known.arn()) : null;
		if (known == null || arn == null) {
			logger.info("Capacity is not known: neither is the ARN of the task");
			return identity;
		}
		boolean again = unanswered();
		Described<Task> task = this.task.orAsk(() -> this.api.task(arn, known.cluster()));
		InstanceIdentity described = described(identity, known, arn, task);
		if (task.value() == null && identity.capacity() == Capacity.UNKNOWN && !again) {
			logger.info("Capacity is not known: " + task.problem());
		}
		TaskDefinition definition = definition(arn, task.value());
		if (definition != null) {
			described = defined(described, definition);
		}
		Service service = service(described, task.value());
		tellCallersBeside(service, definition);
		tellShortStopTimeout(described);
		return described;
	}

	@Override
	public boolean unanswered() {
		return this.task.inVain() || this.instance.inVain() || this.definition.inVain() || this.service.inVain();
	}

	private InstanceIdentity described(InstanceIdentity identity, TaskIdentity known, TaskArn arn,
			Described<Task> described) {
		Task task = described.value();
		if (task == null) {
			return identity;
		}
		String service = (known.service() != null) ? known.service() : ServiceGroup.service(task.group());
		InstanceIdentity completed = with(identity, known.inService(service),
				TaskPurchase.of(task, identity.capacity()));
		boolean ask = completed.instanceId() == null || this.instance.inVain();
		return (ask && completed.platform().onInstance())
				? onInstance(completed, arn, known.cluster(), task.containerInstanceArn()) : completed;
	}

	private InstanceIdentity onInstance(InstanceIdentity identity, TaskArn arn, @Nullable String cluster,
			@Nullable String instance) {
		ContainerInstance found = (instance != null)
				? this.instance.orAsk(() -> this.api.instance(arn, cluster, instance)).value() : null;
		return (found != null && identity.instanceId() == null)
				? identity
					.on(new InstanceIdentity(Platform.EC2, found.ec2InstanceId(), null, null, null, Capacity.UNKNOWN))
				: identity;
	}

	private @Nullable TaskDefinition definition(TaskArn arn, @Nullable Task task) {
		String name = (task != null) ? task.taskDefinitionArn() : this.facts.definition();
		return (name != null) ? this.definition.orAsk(() -> this.api.definition(arn.region(), name)).value() : null;
	}

	private InstanceIdentity defined(InstanceIdentity identity, TaskDefinition definition) {
		TaskIdentity task = identity.task();
		String container = (task != null) ? task.container() : null;
		StopTimeout timeout = DefinitionFacts.stopTimeout(definition, container);
		if (timeout != null) {
			this.facts.stopTimeout(timeout);
		}
		this.facts.healthCheck(DefinitionFacts.healthCheck(definition, container));
		if (task == null) {
			return identity;
		}
		Map<Integer, Integer> ports = DefinitionFacts.sharedPorts(definition);
		boolean told = ports.isEmpty() || !task.hostPorts().isEmpty();
		return with(identity,
				(told ? task : task.at(ports)).restarting(DefinitionFacts.restarts(definition, container)),
				identity.capacity());
	}

	private static InstanceIdentity with(InstanceIdentity identity, TaskIdentity task, Capacity capacity) {
		return new InstanceIdentity(identity.platform(), identity.instanceId(), identity.privateIp(),
				identity.availabilityZone(), identity.region(), capacity, task);
	}

	private @Nullable Service service(InstanceIdentity identity, @Nullable Task described) {
		if (identity.task() == null || identity.task().service() == null) {
			if (described != null) {
				this.groups.none();
			}
			return null;
		}
		return this.service.orAsk(() -> this.groups.service(identity)).value();
	}

	private void tellCallersBeside(@Nullable Service service, @Nullable TaskDefinition definition) {
		Set<String> merged = new LinkedHashSet<>();
		if (service != null && ServiceFacts.serviceConnect(service)) {
			merged.add("Service Connect");
		}
		if (definition != null && DefinitionFacts.appMesh(definition)) {
			merged.add("App Mesh");
		}
		Set<String> all = new LinkedHashSet<>(merged);
		if (service != null) {
			all.addAll(ServiceFacts.callersBeside(service));
		}
		if (all.isEmpty()) {
			return;
		}
		this.findings.add("callers beside target groups", new Finding("ecs-callers-beside-target-groups", Severity.INFO,
				"Callers may come by %s, which no target group sees: a drain waits until each of them is silent."
					.formatted(String.join(" and ", all)),
				merged.isEmpty()
						? "Keep spot-aware.drain.settle longer than such a caller goes on calling a task that leaves."
						: "Set spot-aware.drain.quiet-period to spot-aware.drain.settle: the proxy of %s makes one caller of all, whose silence says little of each."
							.formatted(String.join(" and ", merged))));
	}

	/**
	 * On Fargate Spot SIGTERM is the only notice.
	 */
	private void tellShortStopTimeout(InstanceIdentity identity) {
		StopTimeout read = this.facts.stopTimeout();
		boolean spot = identity.platform() == Platform.ECS_FARGATE && identity.capacity() == Capacity.SPOT;
		// What could not be read may have been configured here, and is a finding already.
		if (read == null || !spot || read.duration().compareTo(Duration.ofMinutes(2)) >= 0) {
			return;
		}
		long seconds = read.duration().toSeconds();
		this.findings.add("stop timeout", new Finding("ecs-stop-timeout-short", Severity.WARNING,
				"This is Spot capacity, and of the two minutes that AWS gives only %d s are used (%s): requests are lost where a load balancer goes on routing for more than about %d s."
					.formatted(seconds, (read.configured() != null) ? "stopTimeout" : "default",
							Math.max(0, seconds - this.reserve.get().toSeconds())),
				EcsGracePeriod.remedy(identity)));
	}

}
