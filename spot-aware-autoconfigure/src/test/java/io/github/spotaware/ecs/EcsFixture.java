package io.github.spotaware.ecs;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Capacity;
import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.TaskIdentity;
import io.github.spotaware.aws.ClientSetup;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * All that asks the ECS API, before a scripted one.
 */
final class EcsFixture implements AutoCloseable {

	static final String ARN = "arn:aws:ecs:ap-northeast-1:123456789012:task/demo/0123456789abcdef0123456789abcdef";

	static final String CLUSTER = "arn:aws:ecs:ap-northeast-1:123456789012:cluster/demo";

	static final String GROUP = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/demo/0123456789abcdef";

	final ScriptedEcs aws = new ScriptedEcs();

	final Findings findings = new Findings();

	final TaskFacts facts = new TaskFacts();

	final EcsApi api;

	final ServiceTargetGroups groups;

	final TaskDescriber describer;

	private final LazyClient<EcsClient, EcsClientBuilder> client;

	EcsFixture() throws IOException {
		this.client = new LazyClient<>(new DefaultListableBeanFactory().getBeanProvider(EcsClient.class),
				EcsClient::builder, new TestSetup(this.aws.endpoint()));
		this.api = new EcsApi(this.client, this.findings);
		this.groups = new ServiceTargetGroups(this.api);
		this.describer = new TaskDescriber(this.api, this.facts, this.groups, this.findings,
				() -> Duration.ofSeconds(5));
	}

	static InstanceIdentity fargate() {
		return identity(Platform.ECS_FARGATE, "demo-svc", List.of("10.0.1.15"));
	}

	static InstanceIdentity onInstance() {
		return identity(Platform.ECS_EC2, "demo-svc", List.of());
	}

	static InstanceIdentity identity(Platform platform, @Nullable String service, List<String> addresses) {
		return new InstanceIdentity(platform, null, addresses.isEmpty() ? null : addresses.get(0), "ap-northeast-1a",
				"ap-northeast-1", Capacity.UNKNOWN,
				new TaskIdentity(ARN, CLUSTER, service, "app", addresses, Map.of()));
	}

	/**
	 * Answer as a service of which nothing is special.
	 */
	EcsFixture plain(String task, String definition) {
		this.aws.answerWith("DescribeTasks", "ecs-describe-tasks-%s.json".formatted(task))
			.answerWith("DescribeTaskDefinition", "ecs-describe-task-definition%s.json".formatted(definition))
			.answerWith("DescribeServices", "ecs-describe-services.json");
		return this;
	}

	/**
	 * Answer once that there were too many calls.
	 */
	EcsFixture throttle(String action) {
		this.aws.answer(action, 400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
		return this;
	}

	/**
	 * Answer with a service that has more members.
	 */
	EcsFixture service(String members) {
		this.aws.answer("DescribeServices", service("demo-svc", members));
		return this;
	}

	static String service(String name, String members) {
		return "{\"services\":[{\"serviceName\":\"%s\",%s}],\"failures\":[]}".formatted(name, members);
	}

	List<String> findingIds() {
		return this.findings.findings().stream().map(Finding::id).toList();
	}

	@Override
	public void close() {
		this.client.close();
		this.aws.close();
	}

	/**
	 * Sets up a client of the scripted API.
	 *
	 * @param endpoint where it is
	 */
	private record TestSetup(URI endpoint) implements ClientSetup<EcsClientBuilder> {

		@Override
		public void configure(EcsClientBuilder builder, String region) {
			builder.endpointOverride(this.endpoint)
				.region(Region.of(region))
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
		}

		@Override
		public boolean bringsHttpClient() {
			return false;
		}

	}

}
