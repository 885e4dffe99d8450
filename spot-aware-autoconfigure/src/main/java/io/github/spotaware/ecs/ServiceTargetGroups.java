package io.github.spotaware.ecs;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.TargetGroup;
import io.github.spotaware.TargetGroupLocator;
import io.github.spotaware.TaskIdentity;
import io.github.spotaware.aws.UntoldException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Finds the target groups that the service puts its tasks into. Asks until it is told.
 */
final class ServiceTargetGroups implements TargetGroupLocator {

	private final EcsApi api;

	private final ReentrantLock asking = new ReentrantLock();

	private volatile @Nullable Service service;

	private volatile boolean alone;

	ServiceTargetGroups(EcsApi api) {
		this.api = api;
	}

	@Override
	public List<TargetGroup> locate(InstanceIdentity identity) throws UntoldException, InterruptedException {
		if (!EcsProbe.PLATFORMS.contains(identity.platform())) {
			return List.of();
		}
		// Somebody else may be asking already, and its answer will do.
		this.asking.lockInterruptibly();
		try {
			Described<Service> described = find(identity);
			return (described == null) ? List.of() : ServiceFacts.targetGroups(described.orThrow());
		}
		finally {
			this.asking.unlock();
		}
	}

	/**
	 * Learn that we are a task of no service.
	 */
	void none() {
		this.alone = true;
	}

	/**
	 * Return the service that we are a task of.
	 * @param identity who we are
	 * @return the service, or why it is not known
	 */
	Described<Service> service(InstanceIdentity identity) {
		this.asking.lock();
		try {
			Described<Service> described = find(identity);
			return (described != null) ? described : Described.not("the task is in no service", false);
		}
		finally {
			this.asking.unlock();
		}
	}

	private @Nullable Described<Service> find(InstanceIdentity identity) {
		TaskIdentity task = identity.task();
		TaskArn arn = TaskArn.parse((task != null) ? task.arn() : null);
		if (this.alone) {
			return null;
		}
		Service known = this.service;
		if (known != null) {
			return Described.as(known);
		}
		if (task == null || arn == null) {
			return Described.not("the ARN of the task is not known", false);
		}
		return find(task, arn);
	}

	private @Nullable Described<Service> find(TaskIdentity task, TaskArn arn) {
		String name = task.service();
		if (name == null) {
			Described<Task> described = this.api.task(arn, task.cluster());
			Task found = described.value();
			if (found == null) {
				return Described.not(described.problem(), described.retryable());
			}
			name = ServiceGroup.service(found.group());
			this.alone = (name == null);
		}
		if (name == null) {
			return null;
		}
		Described<Service> described = this.api.service(arn, task.cluster(), name);
		this.service = described.value();
		return described;
	}

}
