package io.github.spotaware.kubernetes;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;

/**
 * Names what is watched, with the words to say what is missing for it.
 */
enum WatchedKind {

	/**
	 * Our own pod.
	 */
	POD("kubernetes-pod", "pods", "a Role of the pod's namespace", KubernetesProperties.WATCH_POD,
			"POD_NAME from 'metadata.name' and POD_NAMESPACE from 'metadata.namespace'"),

	/**
	 * The node of our pod.
	 */
	NODE("kubernetes-node", "nodes", "a ClusterRole", KubernetesProperties.WATCH_NODE,
			"NODE_NAME from 'spec.nodeName'");

	private final String source;

	private final String resource;

	private final String role;

	private final String property;

	private final String fields;

	WatchedKind(String source, String resource, String role, String property, String fields) {
		this.source = source;
		this.resource = resource;
		this.role = role;
		this.property = property;
		this.fields = fields;
	}

	/**
	 * Return the name of the source that watches it.
	 */
	String source() {
		return this.source;
	}

	/**
	 * Return what to say of a failure.
	 * @param failure what went wrong
	 * @param message what was answered
	 * @return the finding
	 */
	Finding finding(WatchFailure failure, String message) {
		return new Finding("%s-%s".formatted(this.source, failure.id()), Severity.INFO,
				"The Kubernetes API %s: %s.".formatted(failure.words(), message),
				failure.remedy().formatted(this.resource, this.role, this.property, this.fields));
	}

}
