package io.github.spotaware.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.github.spotaware.testsupport.FakeCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ApiClient}. Sets system properties, as the client's configuration is
 * read from them.
 */
@Isolated
class ApiClientTests {

	private static final String TOKEN_FILE = "kubernetes.auth.serviceAccount.token";

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final AtomicInteger built = new AtomicInteger();

	@AfterEach
	void clear() {
		System.clearProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY);
		System.clearProperty(Config.KUBERNETES_KUBECONFIG_FILE);
		System.clearProperty(TOKEN_FILE);
	}

	@Test
	void clientIsBuiltOnceAndClosed() throws WatchException {
		ApiClient client = new ApiClient(this.beans.getBeanProvider(KubernetesClient.class), this::build);
		client.close();
		client = new ApiClient(this.beans.getBeanProvider(KubernetesClient.class), this::build);
		assertThat(this.built).hasValue(0);
		NamespacedKubernetesClient one = client.get();
		NamespacedKubernetesClient two = client.get();
		assertThat(this.built).hasValue(1);
		assertThat(one.getHttpClient().isClosed()).isFalse();
		client.close();
		assertThat(two.getHttpClient().isClosed()).isTrue();
		assertThatExceptionOfType(WatchException.class).isThrownBy(client::get)
			.satisfies((ex) -> assertThat(ex.failure()).isEqualTo(WatchFailure.NO_CLIENT));
	}

	@Test
	void clientOfTheApplicationIsUsedAndNotClosed() throws WatchException {
		try (KubernetesClient own = new KubernetesClientBuilder()
			.withConfig(new ConfigBuilder(Config.empty()).withMasterUrl("http://localhost:1")
				.withImpersonateUsername("somebody")
				.withImpersonateGroups("some", "group")
				.build())
			.build()) {
			this.beans.registerSingleton("own", own);
			ApiClient client = new ApiClient(this.beans.getBeanProvider(KubernetesClient.class), this::build);
			assertThat(client.get().getMasterUrl()).hasToString("http://localhost:1/");
			client.close();
			assertThat(own.getHttpClient().isClosed()).isFalse();
			assertThat(this.built).hasValue(0);
		}
	}

	@Test
	void clientIsBuiltWhereTheApplicationHasSeveral() throws WatchException {
		try (KubernetesClient one = build(); KubernetesClient two = build()) {
			this.beans.registerSingleton("one", one);
			this.beans.registerSingleton("two", two);
			try (ApiClient client = new ApiClient(this.beans.getBeanProvider(KubernetesClient.class), this::build)) {
				client.get();
				assertThat(this.built).hasValue(3);
			}
		}
	}

	@Test
	void clientTriesNothingAgainByItself() {
		try (FakeCluster cluster = new FakeCluster();
				ApiClient client = new ApiClient(this.beans.getBeanProvider(KubernetesClient.class), cluster::client)) {
			cluster.refuse("list pods", 500);
			assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(() -> pods(client));
			assertThat(cluster.calls()).containsExactly("list pods");
		}
	}

	@Test
	void clientThatCannotBeBuiltIsAFailure() {
		ApiClient client = new ApiClient(this.beans.getBeanProvider(KubernetesClient.class), () -> {
			throw new NoClassDefFoundError("io/fabric8/Something");
		});
		assertThatExceptionOfType(WatchException.class).isThrownBy(client::get)
			.withMessage("'io/fabric8/Something'")
			.satisfies((ex) -> assertThat(ex.failure()).isEqualTo(WatchFailure.NO_CLIENT));
	}

	@Test
	void clientThatIsBuiltReadsARotatedToken(@TempDir Path directory) throws Exception {
		Path token = Files.writeString(directory.resolve("token"), "first");
		try (FakeCluster cluster = new FakeCluster(); ApiClient client = configured(cluster, token)) {
			cluster.put(Samples.pod().build());
			cluster.accept("first");
			assertThat(pods(client)).isEqualTo(1);
			Files.writeString(token, "second");
			cluster.accept("second");
			assertThat(pods(client)).isEqualTo(1);
		}
	}

	private ApiClient configured(FakeCluster cluster, Path token) {
		System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, token.resolveSibling("none").toString());
		System.setProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY, cluster.url().toString());
		System.setProperty(TOKEN_FILE, token.toString());
		return new ApiClient(this.beans.getBeanProvider(KubernetesClient.class));
	}

	private static int pods(ApiClient client) throws WatchException {
		return client.get().pods().inNamespace("shop").list().getItems().size();
	}

	private KubernetesClient build() {
		this.built.incrementAndGet();
		return new KubernetesClientBuilder().withConfig(Config.empty()).build();
	}

}
