package io.github.spotaware.lifecycle;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import io.github.spotaware.test.imds.MetadataCall;
import io.github.spotaware.testsupport.WithheldSign;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SpotAwareImportFilter}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpotAwareImportFilterTests {

	@Test
	void contextWhenInTestIsPlainSpringBoot() {
		assertThat(beans(getClass().getClassLoader())).isEqualTo(beans(new WithoutSpotAware()));
	}

	@Test
	void contextWhenDisabledIsPlainSpringBoot() {
		Set<String> disabled = beans(getClass().getClassLoader(), "spot-aware.in-tests=true",
				"spot-aware.enabled=false");
		assertThat(disabled).isEqualTo(beans(new WithoutSpotAware()));
	}

	@Test
	void contextWhenTestAsksIsSpotAware() {
		assertThat(beans(getClass().getClassLoader(), "spot-aware.in-tests=true", "spot-aware.platform=none"))
			.contains("spotLifecycle");
	}

	@Test
	void contextWhenNoPlatformIsFoundHasNoThreadAndNoHold() {
		List<String> before = spotAwareThreads();
		long started;
		try (ConfigurableApplicationContext context = run(getClass().getClassLoader(), "spot-aware.in-tests=true",
				"spot-aware.platform=none")) {
			assertThat(context.getBean(SpotLifecycle.class).active()).isFalse();
			assertThat(spotAwareThreads()).allMatch(before::contains);
			started = System.nanoTime();
		}
		assertThat(System.nanoTime() - started).isLessThan(25_000_000_000L);
		assertThat(spotAwareThreads()).allMatch(before::contains);
	}

	@Test
	void applicationWhenThereIsNoPlatformHasOneBeanMore() {
		Set<String> dormant = outsideOfTests(() -> beans(getClass().getClassLoader(), "spot-aware.platform=none",
				"spring.cloud.aws.imds.enabled=false"));
		Set<String> plain = beans(new WithoutSpotAware(), "spring.cloud.aws.imds.enabled=false");
		assertThat(dormant).containsAll(plain);
		dormant.removeAll(plain);
		assertThat(dormant).containsExactlyInAnyOrder("spotNothingToDo",
				"io.github.spotaware.diagnostics.DormantAutoConfiguration");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spot-aware.platform=EC2", "spot-aware.platform=ecs-fargate", "spot-aware.platform=wrong",
			"AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:1", "KUBERNETES_SERVICE_HOST=10.96.0.1",
			"ECS_CONTAINER_METADATA_URI_V4=http://169.254.170.2/v4/1", "spring.aot.processing=true",
			"spot-aware.in-tests=true" })
	void filterWhenThereMayBeAPlatformLeavesInAllButTheOneLine(String property) {
		assertThat(filtered(property)).containsExactly("lifecycle.LifecycleAutoConfiguration",
				"web.WebTrafficAutoConfiguration", "other.OtherAutoConfiguration");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spot-aware.platform=none", "spot-aware.platform=None", "spot-aware.platform=auto",
			"AWS_EC2_METADATA_DISABLED=true" })
	void filterWhenThereIsNoSignLeavesInTheOneLine(String property) {
		assertThat(filtered(property)).containsExactly("diagnostics.DormantAutoConfiguration",
				"other.OtherAutoConfiguration");
	}

	@Test
	void applicationWhoseSettingHidesThePlatformWarns(@TempDir Path directory, CapturedOutput output)
			throws IOException {
		run(WithheldSign.loader(directory), "spot-aware.in-tests=true", "withheld=THE_VARIABLE",
				"AWS_EC2_METADATA_DISABLED=true", "spring.cloud.aws.imds.enabled=false")
			.close();
		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("Nothing to do"))
			.singleElement()
			.asString()
			.contains(" WARN ", "forbids");
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.exposure.include=health,spot",
			"management.endpoints.web.exposure.include=*", "management.endpoints.web.exposure.include[0]=spot",
			"management.endpoints.jmx.exposure.include=spot" })
	void filterWhenTheEndpointIsExposedLeavesInWhatItShows(String property) {
		assertThat(filtered(property)).containsExactly("lifecycle.LifecycleAutoConfiguration",
				"other.OtherAutoConfiguration");
	}

	@Test
	void filterWhenDisabledLeavesInNothing() {
		assertThat(filtered("spot-aware.enabled=false", "spot-aware.platform=ec2"))
			.containsExactly("other.OtherAutoConfiguration");
	}

	/**
	 * Filter some auto-configurations where no platform gives a sign but by a property.
	 */
	private static List<String> filtered(String... properties) {
		MockEnvironment environment = new MockEnvironment();
		environment.setProperty("AWS_EC2_METADATA_DISABLED", Boolean.toString(!properties[0].startsWith("AWS_EC2")));
		for (String property : properties) {
			environment.setProperty(property.substring(0, property.indexOf('=')),
					property.substring(property.indexOf('=') + 1));
		}
		SpotAwareImportFilter filter = new SpotAwareImportFilter();
		filter.setEnvironment(environment);
		filter.setBeanClassLoader(SpotAwareImportFilterTests.class.getClassLoader());
		String[] candidates = { "io.github.spotaware.diagnostics.DormantAutoConfiguration",
				"io.github.spotaware.lifecycle.LifecycleAutoConfiguration",
				"io.github.spotaware.web.WebTrafficAutoConfiguration", "other.OtherAutoConfiguration" };
		boolean[] matches = outsideOfTests(() -> filter.match(candidates, mock()));
		return java.util.stream.IntStream.range(0, candidates.length)
			.filter((i) -> matches[i])
			.mapToObj((i) -> candidates[i].replace("io.github.spotaware.", ""))
			.toList();
	}

	/**
	 * Do something on a thread that no test framework has called.
	 */
	private static <T> T outsideOfTests(Supplier<T> task) {
		return CompletableFuture.supplyAsync(task, (runnable) -> new Thread(runnable, "outside").start()).join();
	}

	@Test
	void contextWhenMetadataServiceAnswersIsActiveOnlyIfTheTestAsks() {
		try (FakeAws aws = FakeAws.start()) {
			FakeInstance instance = aws.instance("i-0123456789abcdef0", "127.0.0.1");
			System.setProperty("aws.ec2MetadataServiceEndpoint", instance.metadataEndpoint().toString());
			run(getClass().getClassLoader()).close();
			assertThat(ours(instance)).isEmpty();
			ConfigurableApplicationContext context = run(getClass().getClassLoader(), "spot-aware.in-tests=true",
					"spot-aware.shutdown=never");
			Awaitility.await().until(() -> context.getBean(SpotLifecycle.class).active());
			assertThat(ours(instance)).isNotEmpty();
			context.close();
		}
		finally {
			System.clearProperty("aws.ec2MetadataServiceEndpoint");
		}
	}

	/**
	 * Spring Cloud AWS asks the metadata service too, for other things.
	 */
	private static List<String> ours(FakeInstance instance) {
		return instance.calls()
			.stream()
			.map(MetadataCall::path)
			.filter((path) -> path.contains("/spot/") || path.contains("instance-identity"))
			.toList();
	}

	private static List<String> spotAwareThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("spot-aware"))
			.toList();
	}

	private static Set<String> beans(ClassLoader classLoader, String... properties) {
		try (ConfigurableApplicationContext context = run(classLoader, properties)) {
			return java.util.Arrays.stream(context.getBeanDefinitionNames())
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

	private static ConfigurableApplicationContext run(ClassLoader classLoader, String... properties) {
		SpringApplication application = new SpringApplication(new DefaultResourceLoader(classLoader),
				ExampleConfiguration.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		String[] arguments = java.util.stream.Stream
			.concat(java.util.stream.Stream.of("server.port=0"), java.util.Arrays.stream(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return application.run(arguments);
	}

	/**
	 * Hides the registrations of this module.
	 */
	private static final class WithoutSpotAware extends ClassLoader {

		private static final String OURS = SpotAwareImportFilter.class.getProtectionDomain()
			.getCodeSource()
			.getLocation()
			.toString();

		WithoutSpotAware() {
			super(SpotAwareImportFilterTests.class.getClassLoader());
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			List<URL> others = Collections.list(super.getResources(name))
				.stream()
				.filter((url) -> !url.toString().startsWith(OURS))
				.toList();
			return Collections.enumeration(others);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ExampleConfiguration {

	}

}
