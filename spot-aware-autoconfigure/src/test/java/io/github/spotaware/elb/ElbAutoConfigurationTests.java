package io.github.spotaware.elb;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.github.spotaware.Check;
import io.github.spotaware.DrainStep;
import io.github.spotaware.InvalidPropertyException;
import io.github.spotaware.LoadBalancerView;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.TargetGroup;
import io.github.spotaware.TargetGroupLocator;
import io.github.spotaware.TargetLocator;
import io.github.spotaware.TargetView;
import io.github.spotaware.Ticker;
import io.github.spotaware.aws.ClientSetup;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import io.github.spotaware.aws.SpringCloudAwsClientSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ServiceClientConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ElbAutoConfiguration}.
 */
class ElbAutoConfigurationTests {

	private static final String ARN = "arn:aws:elasticloadbalancing:eu-west-3:123456789012:targetgroup/web/0123456789abcdef";

	private static final String GROUPS = "spot-aware.elb.target-group-arns=" + ARN;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class, ElbAutoConfiguration.class))
		.withBean(Ticker.class, () -> System::nanoTime);

	private final ApplicationContextRunner springCloudAws = this.runner
		.withConfiguration(AutoConfigurations.of(AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class,
				RegionProviderAutoConfiguration.class))
		.withPropertyValues(GROUPS, "spring.cloud.aws.credentials.access-key=id",
				"spring.cloud.aws.credentials.secret-key=secret");

	@Test
	void definesStepsLocatorViewAndCheck() {
		this.runner.withPropertyValues(GROUPS).run((context) -> {
			assertThat(context.getBeansOfType(DrainStep.class).values()).extracting(DrainStep::name)
				.containsExactlyInAnyOrder("keep-last-target", "deregister-targets", "watch-targets");
			assertThat(context).hasSingleBean(TargetLocator.class)
				.hasSingleBean(TargetView.class)
				.hasSingleBean(LoadBalancerView.class)
				.doesNotHaveBean(ElasticLoadBalancingV2Client.class);
			assertThat(context.getBeansOfType(Check.class).values()).hasExactlyElementsOfTypes(Findings.class,
					HealthPathCheck.class, SlowHealthCheck.class, DelayCheck.class);
			assertThat(context.getBean(ElbProperties.class))
				.isEqualTo(new ElbProperties(ElbProperties.Deregister.AUTO, false, List.of(ARN), null, null, true));
		});
	}

	@Test
	void bindsListsById() {
		this.runner
			.withPropertyValues("spot-aware.elb.target-group-arns[0]=" + ARN, "spot-aware.elb.deregister=false",
					"spot-aware.elb.target-id=10.0.1.15", "spot-aware.elb.target-port=8443")
			.run((context) -> assertThat(context.getBean(ElbProperties.class)).isEqualTo(
					new ElbProperties(ElbProperties.Deregister.FALSE, false, List.of(ARN), "10.0.1.15", 8443, true)));
	}

	@ParameterizedTest
	@CsvSource({ "true, false, true", "false, false, false", "true, true, false" })
	void registersOnlyWhenToldToAndNotInADryRun(boolean register, boolean dryRun, boolean arrives) {
		this.runner
			.withPropertyValues(GROUPS, "spot-aware.elb.register=" + register, "spot-aware.dry-run=" + dryRun,
					"spot-aware.elb.target-id=i-0123456789abcdef0")
			.run((context) -> {
				assertThat(context.getBean(ElbProperties.class).register()).isEqualTo(register);
				assertThat(context.getBean(Arrival.class).prepare(RecordingDrain.IDENTITY)).isEqualTo(arrives);
			});
	}

	@Test
	void keepsTheLastTargetUnlessToldNotTo() {
		this.runner.withPropertyValues(GROUPS)
			.run((context) -> assertThat(context).hasSingleBean(KeepLastTarget.class));
		this.runner.withPropertyValues(GROUPS, "spot-aware.elb.keep-last-target=false")
			.run((context) -> assertThat(context).doesNotHaveBean(KeepLastTarget.class));
	}

	@Test
	void backsOffWithoutTargetGroups() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(DrainStep.class));
		this.runner.withPropertyValues("spot-aware.elb.target-group-arns=")
			.run((context) -> assertThat(context).doesNotHaveBean(DrainStep.class));
	}

	@Test
	void isThereForAotProcessingAndSkipsWithoutTargetGroups() {
		this.runner.withPropertyValues("spring.aot.processing=true").run((context) -> {
			for (DrainStep step : context.getBeansOfType(DrainStep.class).values()) {
				assertThat(step.drain(new RecordingDrain()).result()).isEqualTo(StepOutcome.Result.SKIPPED);
			}
			assertThat(context).hasSingleBean(DeregisterTargets.class).hasSingleBean(WatchTargets.class);
			assertThat(context.getBean(Findings.class).findings()).isEmpty();
		});
	}

	@Test
	void isThereWhenTargetsAreLocatedOtherwise() {
		this.runner.withBean("mine", TargetLocator.class, () -> (identity) -> List.of())
			.run((context) -> assertThat(context).getBeans(DrainStep.class).hasSize(3));
	}

	/**
	 * Also when the other auto-configuration comes behind this one by its name.
	 */
	@Test
	void isThereWhenAnotherAutoConfigurationLocatesTargetGroups() {
		this.runner.withConfiguration(AutoConfigurations.of(LocatingAutoConfiguration.class)).run((context) -> {
			assertThat(context).getBeans(DrainStep.class).hasSize(3);
			TargetGroups groups = context.getBean(TargetGroups.class);
			assertThat(groups.locate(RecordingDrain.TASK, false).groups())
				.containsExactly(new SearchedGroup(ARN, 8080, true));
		});
	}

	@Test
	void comesBehindSpringCloudAws() {
		this.springCloudAws.run((context) -> assertThat(context).hasSingleBean(SpringCloudAwsClientSetup.class));
	}

	@Test
	void backsOffWithoutTheSdk() {
		this.runner.withPropertyValues(GROUPS)
			.withClassLoader(new FilteredClassLoader(ElasticLoadBalancingV2Client.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DrainStep.class));
	}

	@Test
	void worksWithoutWebServerAndSpringCloudAws() {
		this.runner.withPropertyValues(GROUPS)
			.withClassLoader(new FilteredClassLoader(WebServerInitializedEvent.class, AwsClientBuilderConfigurer.class))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(ServerPortListener.class).doesNotHaveBean(ClientSetup.class);
				assertThat(client(context).region()).isEqualTo(Region.EU_WEST_3);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spot-aware.elb.target-group-arns=web", "spot-aware.elb.target-port=0",
			"spot-aware.elb.target-id= " })
	void doesNotStartWithAWrongValue(String property) {
		this.runner.withPropertyValues(GROUPS, property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class));
	}

	@Test
	void clientHasRegionOfTheGroupsTimeoutsAndNoRetries() {
		this.runner.withPropertyValues(GROUPS).run((context) -> {
			assertThat(client(context).region()).isEqualTo(Region.EU_WEST_3);
			ClientOverrideConfiguration configuration = client(context).overrideConfiguration();
			assertThat(configuration.apiCallAttemptTimeout()).hasValue(Duration.ofSeconds(5));
			assertThat(configuration.retryStrategy())
				.hasValueSatisfying((strategy) -> assertThat(strategy.maxAttempts()).isOne());
		});
	}

	@Test
	void clientUsesTheApplicationsCredentials() {
		AwsCredentialsProvider credentials = AnonymousCredentialsProvider.create();
		this.runner.withPropertyValues(GROUPS)
			.withBean(AwsCredentialsProvider.class, () -> credentials)
			.run((context) -> assertThat(client(context).credentialsProvider()).isSameAs(credentials));
	}

	@Test
	void clientOfTheApplicationWins() {
		try (ElasticLoadBalancingV2Client own = ElasticLoadBalancingV2Client.builder()
			.region(Region.AF_SOUTH_1)
			.build()) {
			this.runner.withPropertyValues(GROUPS)
				.withBean("own", ElasticLoadBalancingV2Client.class, () -> own, (definition) -> {
				})
				.run((context) -> assertThat(lazily(context).get("eu-west-3")).isSameAs(own));
		}
	}

	@Test
	void clientIsBuiltOnceAndNotAtStartUp() {
		this.runner.withPropertyValues(GROUPS).run((context) -> {
			LazyClient<ElasticLoadBalancingV2Client, ElasticLoadBalancingV2ClientBuilder> client = lazily(context);
			assertThat(client).extracting("built").isNull();
			assertThat(client.get("eu-west-3")).isSameAs(client.get("eu-west-3"));
		});
	}

	@Test
	void clientIsConfiguredBySpringCloudAws() {
		this.springCloudAws.withPropertyValues("spring.cloud.aws.endpoint=http://127.0.0.1:4566").run((context) -> {
			assertThat(client(context).endpointOverride()).hasValue(URI.create("http://127.0.0.1:4566"));
			assertThat(client(context).region()).isEqualTo(Region.EU_WEST_3);
			assertThat(client(context).overrideConfiguration().apiCallAttemptTimeout()).hasValue(Duration.ofSeconds(5));
			assertThat(client(context).credentialsProvider()).isSameAs(context.getBean(AwsCredentialsProvider.class));
		});
	}

	@Test
	void clientIsCustomizedAsSpringCloudAwsDoes() {
		this.springCloudAws.withUserConfiguration(Customizers.class).run((context) -> {
			assertThat(client(context).overrideConfiguration().apiCallAttemptTimeout()).hasValue(Duration.ofSeconds(1));
			assertThat(client(context).endpointOverride()).hasValue(URI.create("http://127.0.0.1:1"));
		});
	}

	@Test
	void learnsThePortOfTheWebServer() {
		this.runner.withPropertyValues(GROUPS)
			.run((context) -> assertThat(context).hasSingleBean(ServerPortListener.class));
	}

	private static ElasticLoadBalancingV2ServiceClientConfiguration client(ApplicationContext context) {
		return lazily(context).get("eu-west-3").serviceClientConfiguration();
	}

	private static LazyClient<ElasticLoadBalancingV2Client, ElasticLoadBalancingV2ClientBuilder> lazily(
			ApplicationContext context) {
		return context.<LazyClient<ElasticLoadBalancingV2Client, ElasticLoadBalancingV2ClientBuilder>>getBeanProvider(
				ResolvableType.forClassWithGenerics(LazyClient.class, ElasticLoadBalancingV2Client.class,
						ElasticLoadBalancingV2ClientBuilder.class))
			.getObject();
	}

	@AutoConfiguration
	static class LocatingAutoConfiguration {

		@Bean
		TargetGroupLocator locator() {
			return (identity) -> List.of(new TargetGroup(ARN, 8080));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		AwsSyncClientCustomizer httpClient() {
			return (builder) -> builder.httpClient(UrlConnectionHttpClient.create());
		}

		@Bean
		AwsClientCustomizer<ElasticLoadBalancingV2ClientBuilder> elb() {
			return (builder) -> {
				builder.endpointOverride(URI.create("http://127.0.0.1:1"));
				builder.overrideConfiguration(
						(configuration) -> configuration.apiCallAttemptTimeout(Duration.ofSeconds(1)));
			};
		}

	}

}
