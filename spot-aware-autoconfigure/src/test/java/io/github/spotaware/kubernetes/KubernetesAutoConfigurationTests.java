package io.github.spotaware.kubernetes;

import java.time.Duration;
import java.util.List;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.spotaware.DisruptionWarning;
import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.PlatformProbe;
import io.github.spotaware.testsupport.FakeCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KubernetesAutoConfiguration} and {@link OnKubernetes}.
 */
@Timeout(120)
class KubernetesAutoConfigurationTests {

	private static final String[] POD = { "KUBERNETES_SERVICE_HOST=10.100.0.1", "POD_NAME=shop-1",
			"POD_NAMESPACE=shop" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KubernetesAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "spot-aware.platform=auto", "spot-aware.platform=ecs-ec2", "KUBERNETES_SERVICE_HOST=" })
	void configuresNothingElsewhere(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(PlatformProbe.class)
				.doesNotHaveBean(InterruptionSource.class)
				.doesNotHaveBean(DrainStep.class)
				.doesNotHaveBean(ApiClient.class)
				.doesNotHaveBean(KubernetesProperties.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "KUBERNETES_SERVICE_HOST=10.100.0.1", "spot-aware.platform=kubernetes",
			"spot-aware.platform=KUBERNETES", "spring.aot.processing=true" })
	void configuresEverythingInAPod(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(context).hasSingleBean(PlatformProbe.class)
				.hasSingleBean(GracePeriod.class)
				.hasSingleBean(DrainStep.class)
				.hasSingleBean(WatchFindings.class)
				.hasSingleBean(PodCheck.class);
			assertThat(sources(context)).containsExactlyInAnyOrder("kubernetes-pod", "kubernetes-node");
		});
	}

	@Test
	void watchesOnlyWhatItIsToldTo() {
		this.runner.withPropertyValues(POD)
			.withPropertyValues("spot-aware.kubernetes.watch-pod=false")
			.run((context) -> assertThat(sources(context)).containsExactly("kubernetes-node"));
		this.runner.withPropertyValues(POD)
			.withPropertyValues("spot-aware.kubernetes.watch-node=false")
			.run((context) -> assertThat(sources(context)).containsExactly("kubernetes-pod"));
		this.runner.withPropertyValues(POD)
			.withPropertyValues("spot-aware.kubernetes.watch-node=false", "spot-aware.kubernetes.watch-pod=false")
			.run((context) -> {
				PlatformProbe probe = context.getBean(PlatformProbe.class);
				assertThat(sources(context)).isEmpty();
				assertThat(probe.complete(probe.identify())).isEqualTo(probe.identify());
			});
	}

	@Test
	void recognisesAPodWithoutTheClient() {
		this.runner.withPropertyValues(POD).withClassLoader(new FilteredClassLoader("io.fabric8")).run((context) -> {
			PlatformProbe probe = context.getBean(PlatformProbe.class);
			assertThat(probe.complete(probe.identify()).pod()).isNotNull();
			assertThat(context).hasSingleBean(DrainStep.class)
				.hasSingleBean(GracePeriod.class)
				.doesNotHaveBean(InterruptionSource.class);
		});
	}

	@Test
	void callsNobodyByItself() {
		try (FakeCluster cluster = new FakeCluster(); KubernetesClient own = client(cluster)) {
			this.runner.withPropertyValues(POD)
				.withBean(KubernetesClient.class, () -> own)
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(cluster.calls()).isEmpty();
		}
	}

	@Test
	void startReturnsBeforeTheClientIsThere() {
		this.runner.withPropertyValues(POD).withBean("own", KubernetesClient.class, () -> {
			throw new IllegalStateException("not this way");
		}, (definition) -> definition.setLazyInit(true)).run((context) -> {
			RecordedSignals signals = new RecordedSignals();
			InterruptionSource source = source(context, "kubernetes-pod");
			source.start(signals);
			assertThat(signals.changes.get(0)).isEqualTo("none");
			WatchFixture.await().until(() -> !signals.failures.isEmpty());
			assertThat(context.getBean(WatchFindings.class).findings()).singleElement()
				.satisfies((finding) -> assertThat(finding.id()).isEqualTo("kubernetes-pod-no-client"));
			source.stop();
		});
	}

	@Test
	void watchesWithTheClientOfTheApplication() {
		try (FakeCluster cluster = new FakeCluster(); KubernetesClient own = client(cluster)) {
			cluster.put(Samples.pod().build());
			cluster.put(Samples.cordoned());
			this.runner.withPropertyValues(POD).withBean(KubernetesClient.class, () -> own).run((context) -> {
				RecordedSignals signals = new RecordedSignals();
				source(context, "kubernetes-pod").start(new RecordedSignals());
				source(context, "kubernetes-node").start(signals);
				WatchFixture.await()
					.until(() -> signals.last() instanceof DisruptionWarning warning
							&& warning.cause() == NoticeCause.NODE_CORDON);
				PlatformProbe probe = context.getBean(PlatformProbe.class);
				assertThat(probe.complete(probe.identify()).instanceId()).isEqualTo("i-0123456789abcdef0");
				assertThat(context.getBean(GracePeriod.class).find(probe.identify())).isNotNull()
					.extracting(GracePeriod.Known::duration)
					.isEqualTo(Duration.ofMinutes(1));
				source(context, "kubernetes-pod").stop();
				source(context, "kubernetes-node").stop();
			});
		}
	}

	private static KubernetesClient client(FakeCluster cluster) {
		return new KubernetesClientBuilder()
			.withConfig(new ConfigBuilder(Config.empty()).withMasterUrl(cluster.url().toString()).build())
			.build();
	}

	private static List<String> sources(ApplicationContext context) {
		return context.getBeanProvider(InterruptionSource.class).stream().map(InterruptionSource::name).toList();
	}

	private static InterruptionSource source(ApplicationContext context, String name) {
		return context.getBeanProvider(InterruptionSource.class)
			.stream()
			.filter((source) -> source.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

}
