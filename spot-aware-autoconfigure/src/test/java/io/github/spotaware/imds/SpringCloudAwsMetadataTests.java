package io.github.spotaware.imds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.awspring.cloud.autoconfigure.imds.ImdsAutoConfiguration;
import io.awspring.cloud.autoconfigure.imds.ImdsPropertySource;
import io.awspring.cloud.autoconfigure.imds.ImdsUtils;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpringCloudAwsMetadata}. The metadata service is made known by the
 * profile file, which the SDK reads and which is no sign of an instance to us.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpringCloudAwsMetadataTests {

	private static final String MESSAGE = "Spring Cloud AWS does not ask the instance metadata service at start-up";

	@TempDir
	private Path root;

	private FakeAws aws;

	private FakeInstance instance;

	private ApplicationContextRunner runner;

	@BeforeEach
	void start() throws IOException {
		this.aws = FakeAws.start();
		this.instance = this.aws.instance("i-0123456789abcdef0", "10.0.1.15");
		this.instance.respond("/latest/meta-data/ami-id", "ami-0123456789abcdef0");
		Path config = this.root.resolve("aws-config");
		Files.writeString(config,
				"[default]%nec2_metadata_service_endpoint = %s%n".formatted(this.instance.metadataEndpoint()));
		System.setProperty("aws.configFile", config.toString());
		this.runner = new ApplicationContextRunner().withInitializer(new SpringCloudAwsMetadata(this.root))
			.withConfiguration(AutoConfigurations.of(ImdsAutoConfiguration.class));
	}

	@AfterEach
	void stop() {
		System.clearProperty("aws.configFile");
		System.clearProperty("aws.ec2MetadataServiceEndpoint");
		this.aws.close();
	}

	@Test
	void startWithoutOurInitializerAsks() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ImdsAutoConfiguration.class))
			.run((context) -> assertThat(this.instance.calls()).isNotEmpty());
	}

	@Test
	void startWhenNothingSaysInstanceAsksNothingAndSaysSoOnce(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.instance.calls()).isEmpty();
			assertThat(context.getEnvironment().getProperty("ami-id")).isNull();
			assertThat(output.getAll().lines().filter((line) -> line.contains(MESSAGE))).hasSize(1);
		});
	}

	@Test
	void startWhenNothingSaysInstanceLeavesBeansToThoseWhoAsk() {
		this.runner.run((context) -> {
			assertThat(context.getBean(ImdsUtils.class).isRunningOnCloudEnvironment()).isTrue();
			context.getBean(ImdsPropertySource.class);
			assertThat(context.getEnvironment().getProperty("ami-id")).isEqualTo("ami-0123456789abcdef0");
		});
	}

	@Test
	void startWhenMachineIsAnInstanceReadsProperties(CapturedOutput output) throws IOException {
		Path vendor = Files.createDirectories(this.root.resolve("sys/devices/virtual/dmi/id")).resolve("sys_vendor");
		Files.writeString(vendor, "Amazon EC2\n");
		this.runner.run((context) -> assertThat(context.getEnvironment().getProperty("instance-id"))
			.isEqualTo("i-0123456789abcdef0"));
		assertThat(output).doesNotContain(MESSAGE);
	}

	@Test
	void startWhenEndpointIsSetReadsProperties() {
		this.runner.withSystemProperties("aws.ec2MetadataServiceEndpoint=" + this.instance.metadataEndpoint())
			.run((context) -> assertThat(context.getEnvironment().getProperty("instance-id"))
				.isEqualTo("i-0123456789abcdef0"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "TRUE" })
	void startWhenEnabledAsks(String value, CapturedOutput output) {
		this.runner.withPropertyValues("spring.cloud.aws.imds.enabled=" + value)
			.run((context) -> assertThat(context.getEnvironment().getProperty("instance-id"))
				.isEqualTo("i-0123456789abcdef0"));
		assertThat(output).doesNotContain(MESSAGE);
	}

	@Test
	void startWhenNotEnabledHasNoBeansOfTheirs(CapturedOutput output) {
		this.runner.withPropertyValues("spring.cloud.aws.imds.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ImdsUtils.class));
		assertThat(this.instance.calls()).isEmpty();
		assertThat(output).doesNotContain(MESSAGE);
	}

	@Test
	void startWithBeansOfTheSameNamesLeavesThemAlone() {
		this.runner.withPropertyValues("spring.cloud.aws.imds.enabled=false")
			.withBean("imdsUtils", String.class, () -> "mine")
			.run((context) -> assertThat(definition(context, "imdsUtils").isLazyInit()).isFalse());
	}

	@Test
	void startOfAnApplicationUsesIt() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(ApplicationContextInitializer.class))
			.hasAtLeastOneElementOfType(SpringCloudAwsMetadata.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spot-aware.enabled=false", "spot-aware.in-tests=false" })
	void startWhenSpotAwareIsOffAsksNothing(String property) {
		SpringApplication application = new SpringApplication(ExampleConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setInitializers(List.of(new SpringCloudAwsMetadata(this.root)));
		try (ConfigurableApplicationContext context = application.run("--" + property)) {
			assertThat(context.getBeanNamesForType(ImdsUtils.class)).isNotEmpty();
			assertThat(this.instance.calls()).isEmpty();
		}
	}

	private static BeanDefinition definition(ConfigurableApplicationContext context, String name) {
		return context.getBeanFactory().getBeanDefinition(name);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ExampleConfiguration {

	}

}
