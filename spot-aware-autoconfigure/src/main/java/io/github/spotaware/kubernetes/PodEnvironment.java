package io.github.spotaware.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

/**
 * Reads what tells of our pod without a call: environment variables, some of them by the
 * downward API, and the files of the service account.
 *
 * @see <a href=
 * "https://kubernetes.io/docs/tasks/inject-data-application/environment-variable-expose-pod-information/">
 * Kubernetes: expose Pod information to containers through environment variables</a>
 */
final class PodEnvironment {

	static final String API_SERVER = "KUBERNETES_SERVICE_HOST";

	private static final String SERVICE_ACCOUNT = "var/run/secrets/kubernetes.io/serviceaccount";

	private final PropertyResolver environment;

	private final Path serviceAccount;

	/**
	 * Create the environment.
	 * @param environment gives environment variables by their names
	 * @param root the root of the file system
	 */
	PodEnvironment(PropertyResolver environment, Path root) {
		this.environment = environment;
		this.serviceAccount = root.resolve(SERVICE_ACCOUNT);
	}

	boolean inCluster() {
		return variable(API_SERVER) != null;
	}

	/**
	 * Return the name of the pod. The kubelet gives a pod its name as host name, unless
	 * it uses the host's network or is told another one.
	 */
	@Nullable String pod() {
		String name = variable("POD_NAME");
		return (name != null) ? name : variable("HOSTNAME");
	}

	@Nullable String namespace() {
		String namespace = variable("POD_NAMESPACE");
		return (namespace != null) ? namespace : file("namespace");
	}

	@Nullable String uid() {
		return variable("POD_UID");
	}

	@Nullable String node() {
		return variable("NODE_NAME");
	}

	/**
	 * Return the primary address of the pod.
	 */
	@Nullable String address() {
		String address = variable("POD_IP");
		String all = (address != null) ? address : variable("POD_IPS");
		return (all != null) ? Arrays.stream(all.split(",")).map(String::trim).findFirst().orElse(null) : null;
	}

	/**
	 * Return who issued the token of the service account.
	 */
	@Nullable TokenIssuer issuer() {
		String token = file("token");
		return (token != null) ? TokenIssuer.of(token) : null;
	}

	@Nullable String region() {
		return variable("AWS_REGION");
	}

	private @Nullable String variable(String name) {
		String value = this.environment.getProperty(name);
		return StringUtils.hasText(value) ? value.trim() : null;
	}

	private @Nullable String file(String name) {
		try {
			String text = Files.readString(this.serviceAccount.resolve(name)).trim();
			return text.isEmpty() ? null : text;
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

}
