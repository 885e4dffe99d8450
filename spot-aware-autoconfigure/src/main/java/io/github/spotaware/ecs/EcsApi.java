package io.github.spotaware.ecs;

import java.util.List;
import java.util.function.Function;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import io.github.spotaware.aws.CallLimit;
import io.github.spotaware.aws.FailedCallException;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Asks the ECS API. What goes wrong is an answer and a finding, never an exception. Safe
 * for use by any thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html">
 * Amazon ECS API Reference</a>
 */
final class EcsApi {

	private final LazyClient<EcsClient, EcsClientBuilder> client;

	private final Findings findings;

	EcsApi(LazyClient<EcsClient, EcsClientBuilder> client, Findings findings) {
		this.client = client;
		this.findings = findings;
	}

	/**
	 * Ask for a task.
	 * @param task the task
	 * @param cluster the ARN or the short name of its cluster
	 * @return the task
	 */
	Described<Task> task(TaskArn task, @Nullable String cluster) {
		return call("DescribeTasks", task.region(), task.value(),
				(ecs) -> Answer.of(
						ecs.describeTasks((request) -> CallLimit.on(request).cluster(cluster).tasks(task.value())),
						(response) -> response.tasks(), (response) -> response.failures()));
	}

	/**
	 * Ask for a service.
	 * @param task a task of the service
	 * @param cluster the ARN or the short name of its cluster
	 * @param name the name of the service
	 * @return the service
	 */
	Described<Service> service(TaskArn task, @Nullable String cluster, String name) {
		return call("DescribeServices", task.region(), task.service(name),
				(ecs) -> Answer.of(
						ecs.describeServices((request) -> CallLimit.on(request).cluster(cluster).services(name)),
						(response) -> response.services(), (response) -> response.failures()));
	}

	/**
	 * Ask for a task definition.
	 * @param region the Region it is in
	 * @param name its ARN, or family and revision
	 * @return the task definition
	 */
	Described<TaskDefinition> definition(String region, String name) {
		// It cannot be allowed for a single task definition.
		return call("DescribeTaskDefinition", region, "*", (ecs) -> new Answer<>(
				ecs.describeTaskDefinition((request) -> CallLimit.on(request).taskDefinition(name)).taskDefinition(),
				null));
	}

	/**
	 * Ask for an instance that tasks run on.
	 * @param task a task that runs on it
	 * @param cluster the ARN or the short name of its cluster
	 * @param arn the ARN that ECS has given it
	 * @return the instance
	 */
	Described<ContainerInstance> instance(TaskArn task, @Nullable String cluster, String arn) {
		return call("DescribeContainerInstances", task.region(), arn,
				(ecs) -> Answer.of(
						ecs.describeContainerInstances(
								(request) -> CallLimit.on(request).cluster(cluster).containerInstances(arn)),
						(response) -> response.containerInstances(), (response) -> response.failures()));
	}

	private <T> Described<T> call(String action, String region, String resource, Function<EcsClient, Answer<T>> call) {
		String subject = "%s on '%s'".formatted(action, resource);
		try {
			Answer<T> answer = this.client.call(region, call);
			T found = answer.found();
			if (found != null) {
				this.findings.remove(subject);
				return Described.as(found);
			}
			String problem = action + " finds nothing";
			add(subject, new Finding("ecs-not-found", Severity.WARNING,
					"%s of '%s': '%s'.".formatted(problem, resource, answer.reason()),
					"Make sure that an EcsClient of the application's own is one of the account and the Region of the task."));
			return Described.not(problem, false);
		}
		catch (FailedCallException ex) {
			String problem = "%s %s".formatted(action, ex.kind().words());
			add(subject,
					new Finding("ecs-" + ex.kind().id(), ex.kind().severity(),
							"%s: %s.".formatted(problem, ex.getMessage()),
							ex.kind().remedy().formatted("ecs", action, resource, "Amazon ECS")));
			return Described.not(problem, ex.kind().retryable());
		}
	}

	private void add(String subject, Finding finding) {
		if (!Thread.currentThread().isInterrupted()) {
			this.findings.add(subject, finding);
		}
	}

	/**
	 * What a call that did not fail has found.
	 *
	 * @param found what was looked for
	 * @param reason why nothing was found
	 */
	private record Answer<T>(@Nullable T found, @Nullable String reason) {

		static <R, T> Answer<T> of(R response, Function<R, List<T>> found, Function<R, List<Failure>> failures) {
			T first = found.apply(response).stream().findFirst().orElse(null);
			String reason = failures.apply(response)
				.stream()
				.map(Failure::reason)
				.findFirst()
				.orElse("no failure is told");
			return new Answer<>(first, reason);
		}

	}

}
