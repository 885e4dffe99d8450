package io.github.spotaware.ecs;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformProbe;
import io.github.spotaware.TargetGroupLocator;
import io.github.spotaware.aws.LazyClient;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;
import software.amazon.awssdk.services.ecs.EcsServiceClientConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EcsAutoConfiguration}.
 */
class EcsAutoConfigurationTests {

	private static final String METADATA = "ECS_CONTAINER_METADATA_URI_V4=http://169.254.170.2/v4/0123456789abcdef";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EcsAutoConfiguration.class));

	@Test
	void configuresNothingElsewhere() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(EcsProbe.class)
			.doesNotHaveBean(TargetGroupLocator.class));
	}

	@Test
	void configuresNothingByCredentialsAlone() {
		this.runner
			.withPropertyValues("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials",
					"AWS_CONTAINER_CREDENTIALS_FULL_URI=http://169.254.170.23/v1/credentials")
			.run((context) -> assertThat(context).doesNotHaveBean(EcsProbe.class));
	}

	@Test
	void configuresEverythingInATask() {
		this.runner.withPropertyValues(METADATA)
			.run((context) -> assertThat(context).hasSingleBean(PlatformProbe.class)
				.hasSingleBean(TargetGroupLocator.class)
				.hasSingleBean(AskWhy.class)
				.hasSingleBean(TaskSource.class));
	}

	@Test
	void configuresEverythingWhereATaskIsConfigured() {
		this.runner.withPropertyValues("spot-aware.platform=ecs-fargate")
			.run((context) -> assertThat(context).hasSingleBean(PlatformProbe.class)
				.hasSingleBean(TargetGroupLocator.class));
	}

	@Test
	void asksNoApiWhenToldNotTo() {
		this.runner.withPropertyValues(METADATA, "spot-aware.ecs.describe=false")
			.run((context) -> assertThat(context).hasSingleBean(PlatformProbe.class)
				.doesNotHaveBean(TargetGroupLocator.class)
				.doesNotHaveBean(AskWhy.class));
	}

	@Test
	void detectsWithoutTheClientOfTheApi() {
		this.runner.withPropertyValues(METADATA)
			.withClassLoader(new FilteredClassLoader(EcsClient.class))
			.run((context) -> assertThat(context).hasSingleBean(PlatformProbe.class)
				.hasSingleBean(EcsGracePeriod.class)
				.doesNotHaveBean(TargetGroupLocator.class));
	}

	@Test
	void gracePeriodIsTheDefaultUntilMoreIsKnown() {
		this.runner.withPropertyValues(METADATA).run((context) -> {
			GracePeriod gracePeriod = context.getBean(EcsGracePeriod.class);
			InstanceIdentity task = EcsFixture.fargate();
			assertThat(gracePeriod.find(InstanceIdentity.unknown(Platform.EC2))).isNull();
			assertThat(gracePeriod.find(task)).satisfies((known) -> {
				assertThat(known.duration()).isEqualTo(Duration.ofSeconds(30));
				assertThat(known.origin()).contains("default of ECS");
			});
			context.getBean(TaskFacts.class).stopTimeout(new StopTimeout(Duration.ofMinutes(2)));
			assertThat(gracePeriod.find(task)).satisfies((known) -> {
				assertThat(known.duration()).isEqualTo(Duration.ofMinutes(2));
				assertThat(known.origin()).isEqualTo("stopTimeout of container 'app'");
				assertThat(known.remedy()).contains("'stopTimeout' of container 'app'", "at most 120 s");
			});
		});
	}

	@Test
	void recognisesATaskWithoutAnySdk() throws IOException {
		try (ScriptedEcs ecs = new ScriptedEcs()) {
			ecs.task("tmds-v4-task-fargate-running.json");
			this.runner.withPropertyValues(EcsProbe.METADATA_URI + "=" + ecs.container())
				.withClassLoader(new FilteredClassLoader("software.amazon.awssdk", "io.awspring"))
				.run((context) -> {
					PlatformProbe probe = context.getBean(PlatformProbe.class);
					assertThat(probe.complete(probe.identify()).task()).isNotNull();
				});
		}
	}

	@Test
	void callsNobodyByItself() throws IOException {
		try (ScriptedEcs ecs = new ScriptedEcs()) {
			this.runner.withPropertyValues(EcsProbe.METADATA_URI + "=" + ecs.container())
				.run((context) -> assertThat(ecs.requests()).isEmpty());
		}
	}

	@Test
	void isThereForAotProcessing() {
		this.runner.withPropertyValues("spring.aot.processing=true")
			.run((context) -> assertThat(context).hasSingleBean(EcsProbe.class)
				.hasSingleBean(TargetGroupLocator.class));
	}

	@Test
	void clientHasTheGivenRegion() {
		this.runner.withPropertyValues(METADATA)
			.withClassLoader(new FilteredClassLoader(AwsClientBuilderConfigurer.class))
			.run((context) -> assertThat(client(context).region()).isEqualTo(Region.EU_WEST_3));
	}

	@Test
	void clientIsConfiguredBySpringCloudAws() {
		this.runner
			.withConfiguration(AutoConfigurations.of(AwsAutoConfiguration.class,
					CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class))
			.withPropertyValues(METADATA, "spring.cloud.aws.endpoint=http://127.0.0.1:4566",
					"spring.cloud.aws.credentials.access-key=id", "spring.cloud.aws.credentials.secret-key=secret")
			.run((context) -> {
				assertThat(client(context).endpointOverride()).hasValue(URI.create("http://127.0.0.1:4566"));
				assertThat(client(context).region()).isEqualTo(Region.EU_WEST_3);
			});
	}

	private static EcsServiceClientConfiguration client(ApplicationContext context) {
		return context
			.<LazyClient<EcsClient, EcsClientBuilder>>getBeanProvider(
					ResolvableType.forClassWithGenerics(LazyClient.class, EcsClient.class, EcsClientBuilder.class))
			.getObject()
			.get("eu-west-3")
			.serviceClientConfiguration();
	}

}
