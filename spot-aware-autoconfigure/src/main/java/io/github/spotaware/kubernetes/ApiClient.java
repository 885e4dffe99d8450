package io.github.spotaware.kubernetes;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Holds a client of the Kubernetes API: the application's own if it has one, else ours,
 * built by the first that asks. Safe for use by any thread.
 */
final class ApiClient implements AutoCloseable {

	/**
	 * A first call on little CPU takes seconds.
	 */
	private static final int TIMEOUT_MILLIS = 10_000;

	private final ObjectProvider<KubernetesClient> own;

	private final Supplier<KubernetesClient> builder;

	private @Nullable KubernetesClient built;

	private boolean closed;

	ApiClient(ObjectProvider<KubernetesClient> own) {
		this(own, ApiClient::build);
	}

	ApiClient(ObjectProvider<KubernetesClient> own, Supplier<KubernetesClient> builder) {
		this.own = own;
		this.builder = builder;
	}

	/**
	 * Return a client that tries nothing again by itself.
	 * @return the client
	 * @throws WatchException when there is none
	 */
	NamespacedKubernetesClient get() throws WatchException {
		try {
			NamespacedKubernetesClient client = find().adapt(NamespacedKubernetesClient.class);
			return client.withRequestConfig(impatient(client.getConfiguration().getRequestConfig()))
				.call((impatient) -> impatient);
		}
		catch (RuntimeException | LinkageError ex) {
			throw WatchException.withoutClient(ex);
		}
	}

	private synchronized KubernetesClient find() {
		if (this.closed) {
			throw new IllegalStateException("The application context is closed");
		}
		KubernetesClient client = (this.built != null) ? this.built : this.own.getIfUnique();
		if (client == null) {
			client = this.builder.get();
			this.built = client;
		}
		return client;
	}

	private static RequestConfig impatient(RequestConfig configured) {
		RequestConfig impatient = new RequestConfigBuilder(configured).withRequestTimeout(TIMEOUT_MILLIS)
			.withRequestRetryBackoffLimit(0)
			.withWatchReconnectLimit(0)
			.build();
		// The builder leaves these out.
		impatient.setImpersonateUsername(configured.getImpersonateUsername());
		impatient.setImpersonateGroups(configured.getImpersonateGroups());
		impatient.setImpersonateExtras(configured.getImpersonateExtras());
		return impatient;
	}

	private static KubernetesClient build() {
		return new KubernetesClientBuilder().withTaskExecutorSupplier(new Workers()).build();
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.built != null) {
			this.built.close();
		}
	}

	/**
	 * Gives the client threads that bear our name, and live as long as the client.
	 */
	private static final class Workers implements KubernetesClientBuilder.ExecutorSupplier {

		@Override
		public Executor get() {
			return Executors.newCachedThreadPool((task) -> {
				Thread thread = new Thread(task, "spot-aware-kubernetes-client");
				thread.setDaemon(true);
				return thread;
			});
		}

		@Override
		public void onClose(Executor executor) {
			((ExecutorService) executor).shutdownNow();
		}

	}

}
