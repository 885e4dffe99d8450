package io.github.spotaware.imds;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.FindingLog;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.InvalidPropertyException;
import io.github.spotaware.PlatformProbe;
import io.github.spotaware.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.imds.Ec2MetadataClient;
import software.amazon.awssdk.imds.Ec2MetadataClientException;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ImdsAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ImdsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ImdsAutoConfiguration.class))
		.withBean("spotClock", InstantSource.class, InstantSource::system);

	@Test
	void definesProbeSourcesAndCheck() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(PlatformProbe.class).hasSingleBean(Check.class);
			assertThat(context.getBeansOfType(InterruptionSource.class).values()).extracting(InterruptionSource::name)
				.containsExactlyInAnyOrder("imds-spot", "imds-rebalance", "imds-auto-scaling");
			assertThat(context.getBean(ImdsProperties.class)).isEqualTo(new ImdsProperties(true, Duration.ofSeconds(2),
					Duration.ofSeconds(1), null, Duration.ofMinutes(1), false));
		});
	}

	@Test
	void watchesForMaintenanceAndNotForAutoScalingWhereToldTo() {
		this.runner.withPropertyValues("spot-aware.imds.maintenance=true", "spot-aware.imds.auto-scaling=false")
			.run((context) -> assertThat(context.getBeansOfType(InterruptionSource.class).values())
				.extracting(InterruptionSource::name)
				.containsExactlyInAnyOrder("imds-spot", "imds-rebalance", "imds-maintenance"));
	}

	@Test
	void foretellsByTheNoticeAlone() {
		this.runner.withPropertyValues("spot-aware.imds.maintenance=true")
			.run((context) -> assertThat(context.getBeansOfType(InterruptionSource.class).values())
				.filteredOn(InterruptionSource::foretells)
				.extracting(InterruptionSource::name)
				.containsExactly("imds-spot"));
	}

	@Test
	void publishesNoClientOfTheSdk() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(Ec2MetadataClient.class));
	}

	@Test
	void makesNoCall() throws IOException {
		try (ScriptedMetadataService service = new ScriptedMetadataService()) {
			this.runner.withPropertyValues("aws.ec2MetadataServiceEndpoint=" + service.endpoint())
				.run((context) -> assertThat(service.requests()).isEmpty());
		}
	}

	@Test
	void asksTheEndpointThatIsSet() throws IOException {
		try (ScriptedMetadataService service = new ScriptedMetadataService()) {
			service.answer(IdentityDocument.PATH, "{\"instanceId\":\"i-1\"}");
			this.runner.withPropertyValues("aws.ec2MetadataServiceEndpoint=" + service.endpoint())
				.run((context) -> assertThat(context.getBean(PlatformProbe.class).identify().instanceId())
					.isEqualTo("i-1"));
		}
	}

	@Test
	void closesTheClientWithTheContext() {
		this.runner.run((context) -> {
			MetadataClient client = context.getBean(MetadataClient.class);
			context.close();
			assertThat(client).extracting("closed").isEqualTo(true);
		});
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("spot-aware.imds.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(PlatformProbe.class)
				.doesNotHaveBean(InterruptionSource.class));
	}

	@Test
	void backsOffWithoutTheSdk() {
		this.runner.withClassLoader(new FilteredClassLoader(Ec2MetadataClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PlatformProbe.class));
	}

	@Test
	void saysSoWhenTheSdkIsTooOld(CapturedOutput output) {
		outdated().run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(PlatformProbe.class);
			assertThat(context.getBean(Check.class).findings()).singleElement().satisfies((finding) -> {
				assertThat(finding.id()).isEqualTo("imds-sdk-outdated");
				assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
			});
			assertThat(output).contains("WARN").contains("2.31.8");
		});
	}

	@Test
	void warnsOfAnOldSdkInATaskOnAnInstance() {
		outdated("ECS_CONTAINER_METADATA_URI_V4=http://169.254.170.2/v4/0", "AWS_EXECUTION_ENV=AWS_ECS_EC2")
			.run((context) -> assertThat(context.getBean(Check.class).findings()).singleElement()
				.satisfies((finding) -> {
					assertThat(finding.id()).isEqualTo("imds-sdk-outdated");
					assertThat(finding.severity()).isEqualTo(Severity.WARNING);
					assertThat(finding.remedy()).contains("ECS_ENABLE_SPOT_INSTANCE_DRAINING");
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "KUBERNETES_SERVICE_HOST=172.20.0.1", "AWS_EXECUTION_ENV=AWS_ECS_FARGATE" })
	void saysNothingOfAnOldSdkWhereNobodyWouldAsk(String variable, CapturedOutput output) {
		outdated("ECS_CONTAINER_METADATA_URI_V4=http://169.254.170.2/v4/0", variable).run((context) -> {
			assertThat(context.getBean(Check.class).findings()).isEmpty();
			assertThat(output).doesNotContain("imds-sdk-outdated");
		});
	}

	@Test
	void leavesItToTheLogOfFindingsWhenItIsSaid(CapturedOutput output) {
		List<Finding> held = new ArrayList<>();
		outdated().withBean(FindingLog.class, () -> (finding, words) -> held.add(finding)).run((context) -> {
			assertThat(held).isEqualTo(context.getBean(Check.class).findings()).hasSize(1);
			assertThat(output).doesNotContain("imds-sdk-outdated");
		});
	}

	private ApplicationContextRunner outdated(String... variables) {
		return this.runner.withConfiguration(AutoConfigurations.of(OutdatedSdkAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(Ec2MetadataClientException.class))
			.withPropertyValues(variables);
	}

	@Test
	void saysNothingWhenTheSdkIsNotTooOld() {
		this.runner.withConfiguration(AutoConfigurations.of(OutdatedSdkAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(OutdatedSdk.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spot-aware.imds.poll-interval=0s", "spot-aware.imds.timeout=-1s",
			"spot-aware.imds.auto-scaling-deadline=0s" })
	void doesNotStartWithAWrongValue(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class));
	}

}
