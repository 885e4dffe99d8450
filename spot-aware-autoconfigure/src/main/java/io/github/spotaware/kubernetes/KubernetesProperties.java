package io.github.spotaware.kubernetes;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures what is asked of the Kubernetes API.
 *
 * @param watchPod Whether to watch our own pod, where 'io.fabric8:kubernetes-client' is
 * there: for its deletion, its disruption and its grace period.
 * @param watchNode Whether to watch the node of our pod, where
 * 'io.fabric8:kubernetes-client' is there: for its cordon and its taints.
 */
@ConfigurationProperties("spot-aware.kubernetes")
record KubernetesProperties(@DefaultValue("true") boolean watchPod, @DefaultValue("true") boolean watchNode) {

	static final String WATCH_POD = "spot-aware.kubernetes.watch-pod";

	static final String WATCH_NODE = "spot-aware.kubernetes.watch-node";

}
