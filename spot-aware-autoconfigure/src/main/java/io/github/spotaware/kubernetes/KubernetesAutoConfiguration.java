package io.github.spotaware.kubernetes;

import java.nio.file.Path;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
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
	KubernetesProbe kubernetesProbe(PodEnvironment environment) {
		return new KubernetesProbe(environment);
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

}
