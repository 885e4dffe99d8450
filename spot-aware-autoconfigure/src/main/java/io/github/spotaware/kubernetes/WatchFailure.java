package io.github.spotaware.kubernetes;

import java.net.HttpURLConnection;

import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * Names why an object cannot be watched, each with what to do about it. A remedy takes
 * the resource, what allows it, the property that switches the watch off, and the
 * variables with their fields.
 */
enum WatchFailure {

	/**
	 * The service account may not.
	 */
	FORBIDDEN("forbidden", true, "does not let us watch",
			"Allow 'get', 'list' and 'watch' of '%1$s' by %2$s that is bound to the pod's service account, or set "
					+ "%3$s=false. SIGTERM drains without it, too."),

	/**
	 * The token of the service account is not accepted.
	 */
	UNAUTHORIZED("unauthorized", false, "does not know us",
			"Let the pod have the token of its service account (automountServiceAccountToken), or set %3$s=false."),

	/**
	 * There is no such object.
	 */
	NOT_FOUND("not-found", true, "does not have what is looked for",
			"Set %4$s by the downward API. A KubernetesClient of the application's own has to be one of the pod's "
					+ "cluster."),

	/**
	 * No client can be built.
	 */
	NO_CLIENT("no-client", true, "cannot be asked",
			"Keep an HTTP client for io.fabric8:kubernetes-client on the class path, such as "
					+ "io.fabric8:kubernetes-httpclient-jdk, and import io.fabric8:kubernetes-client-bom."),

	/**
	 * No answer, or a server error.
	 */
	UNREACHABLE("unreachable", false, "does not answer",
			"Let the pod reach the API server (network policies, proxies). It is asked again.");

	private final String id;

	private final boolean rare;

	private final String words;

	private final String remedy;

	WatchFailure(String id, boolean rare, String words, String remedy) {
		this.id = id;
		this.rare = rare;
		this.words = words;
		this.remedy = remedy;
	}

	static WatchFailure of(Throwable ex) {
		if (ex instanceof LinkageError) {
			return NO_CLIENT;
		}
		return switch ((ex instanceof KubernetesClientException refused) ? refused.getCode() : 0) {
			case HttpURLConnection.HTTP_UNAUTHORIZED -> UNAUTHORIZED;
			case HttpURLConnection.HTTP_FORBIDDEN -> FORBIDDEN;
			case HttpURLConnection.HTTP_NOT_FOUND -> NOT_FOUND;
			default -> UNREACHABLE;
		};
	}

	String id() {
		return this.id;
	}

	/**
	 * Return whether somebody has to change something first, so that to ask often is no
	 * use.
	 */
	boolean rare() {
		return this.rare;
	}

	String words() {
		return this.words;
	}

	String remedy() {
		return this.remedy;
	}

}
