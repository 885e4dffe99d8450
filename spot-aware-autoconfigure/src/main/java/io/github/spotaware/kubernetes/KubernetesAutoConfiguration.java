package io.github.spotaware.kubernetes;

import java.nio.file.Path;
import java.time.Duration;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.HealthPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for Kubernetes pods. Elsewhere it adds nothing.
 */
@AutoConfiguration
@Conditional(OnKubernetes.class)
@EnableConfigurationProperties(KubernetesProperties.class)
public final class KubernetesAutoConfiguration {

	@Bean
	PodEnvironment kubernetesPodEnvironment(Environment environment) {
		return new PodEnvironment(environment, Path.of("/"));
	}

	@Bean
	PodFacts kubernetesPodFacts() {
		return new PodFacts();
	}

	@Bean
	KubernetesProbe kubernetesProbe(PodEnvironment environment, ObjectProvider<Describer> describer) {
		return new KubernetesProbe(environment, describer);
	}

	@Bean
	@Order(0)
	PodGracePeriod kubernetesGracePeriod(PodFacts facts) {
		return new PodGracePeriod(facts);
	}

	@Bean
	LeaveEndpoints kubernetesLeaveEndpoints() {
		return new LeaveEndpoints();
	}

	@Bean
	PodCheck kubernetesPodCheck(PodFacts facts, ObjectProvider<HealthPaths> paths, ObjectProvider<DrainTerms> terms) {
		return new PodCheck(facts, paths::getIfAvailable, () -> known(terms));
	}

	private static DrainTerms.@Nullable Known known(ObjectProvider<DrainTerms> terms) {
		DrainTerms told = terms.getIfAvailable();
		return (told != null) ? told.known() : null;
	}

	/**
	 * Watches the Kubernetes API where its client is there.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(KubernetesClient.class)
	static class WatchConfiguration {

		/**
		 * What the node tells is good to know, and nothing depends on it.
		 */
		private static final Duration NODE_LIMIT = Duration.ofSeconds(5);

		@Bean
		ApiClient kubernetesApiClient(ObjectProvider<KubernetesClient> own) {
			return new ApiClient(own);
		}

		@Bean
		WatchFindings kubernetesWatchFindings() {
			return new WatchFindings();
		}

		@Bean
		@ConditionalOnBooleanProperty(name = KubernetesProperties.WATCH_POD, matchIfMissing = true)
		WatchedPod kubernetesWatchedPod(PodEnvironment environment, PodFacts facts) {
			return new WatchedPod(environment, facts);
		}

		@Bean
		@ConditionalOnBooleanProperty(name = KubernetesProperties.WATCH_POD, matchIfMissing = true)
		WatchSource<Pod> kubernetesPodSource(WatchedPod pod, ApiClient client, WatchFindings findings) {
			return new WatchSource<>(pod, client, findings, Pace.usual());
		}

		@Bean
		@ConditionalOnBooleanProperty(name = KubernetesProperties.WATCH_NODE, matchIfMissing = true)
		WatchedNode kubernetesWatchedNode(PodEnvironment environment, ObjectProvider<WatchedPod> pod) {
			return new WatchedNode(environment, pod.getIfAvailable());
		}

		@Bean
		@ConditionalOnBooleanProperty(name = KubernetesProperties.WATCH_NODE, matchIfMissing = true)
		WatchSource<Node> kubernetesNodeSource(WatchedNode node, ApiClient client, WatchFindings findings) {
			return new WatchSource<>(node, client, findings, Pace.usual());
		}

		@Bean
		WatchDescriber kubernetesDescriber(ObjectProvider<WatchedPod> pod, ObjectProvider<WatchedNode> node) {
			return new WatchDescriber(pod.getIfAvailable(), node.getIfAvailable(), NODE_LIMIT);
		}

	}

}
