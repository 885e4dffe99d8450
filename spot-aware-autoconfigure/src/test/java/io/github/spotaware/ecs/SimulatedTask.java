package io.github.spotaware.ecs;

import java.util.List;
import java.util.function.Supplier;

import io.github.spotaware.DrainStep;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.aws.ClientSetup;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * A task of ECS that asks why it is stopped.
 *
 * @param source the source that tells
 * @param step the step that asks
 */
public record SimulatedTask(InterruptionSource source, DrainStep step) {

	public static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:task/shop/0123456789abcdef0123456789abcdef";

	/**
	 * Make a task.
	 * @param stopCode says with which code it is being stopped, {@code null} while it is
	 * not
	 */
	public static SimulatedTask of(Supplier<@Nullable String> stopCode) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("client", new Client(stopCode));
		LazyClient<EcsClient, EcsClientBuilder> client = new LazyClient<>(beans.getBeanProvider(EcsClient.class),
				EcsClient::builder, new NoSetup());
		TaskSource source = new TaskSource();
		return new SimulatedTask(source, new AskWhy(new EcsApi(client, new Findings()), source));
	}

	/**
	 * Is not needed where there is a client.
	 */
	private record NoSetup() implements ClientSetup<EcsClientBuilder> {

		@Override
		public void configure(EcsClientBuilder builder, String region) {
			throw new IllegalStateException("There is a client");
		}

		@Override
		public boolean bringsHttpClient() {
			return false;
		}

	}

	private record Client(Supplier<@Nullable String> stopCode) implements EcsClient {

		@Override
		public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
			String code = this.stopCode.get();
			Task task = Task.builder()
				.taskArn(ARN)
				.desiredStatus((code != null) ? "STOPPED" : "RUNNING")
				.stopCode(code)
				.build();
			return DescribeTasksResponse.builder().tasks(List.of(task)).build();
		}

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

}
