package io.github.spotaware;

import org.jspecify.annotations.Nullable;

/**
 * Says which pod of a Kubernetes cluster we are.
 *
 * @param name the name of the pod
 * @param namespace its namespace, or {@code null} when it is not known
 * @param node the name of its node, or {@code null} when it is not known
 * @see <a href=
 * "https://kubernetes.io/docs/concepts/workloads/pods/downward-api/">Kubernetes: the
 * downward API</a>
 */
public record PodIdentity(String name, @Nullable String namespace, @Nullable String node) {

}
