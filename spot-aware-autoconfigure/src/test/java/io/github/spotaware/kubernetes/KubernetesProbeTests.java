package io.github.spotaware.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PodIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KubernetesProbe}.
 */
@ExtendWith(OutputCaptureExtension.class)
class KubernetesProbeTests {

	@TempDir
	private Path root;

	private final MockEnvironment variables = new MockEnvironment();

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private KubernetesProbe probe;

	@BeforeEach
	void create() {
		this.probe = new KubernetesProbe(new PodEnvironment(this.variables, this.root),
				this.beans.getBeanProvider(Describer.class));
	}

	@Test
	void signIsTheVariable() {
		assertThat(this.probe.platforms()).containsExactly(Platform.KUBERNETES);
		assertThat(this.probe.sign()).isNull();
		this.variables.setProperty("KUBERNETES_SERVICE_HOST", "10.100.0.1");
		assertThat(this.probe.sign()).isEqualTo("'KUBERNETES_SERVICE_HOST' is set");
	}

	@Test
	void signTellsEks() throws IOException {
		this.variables.setProperty("KUBERNETES_SERVICE_HOST", "10.100.0.1");
		token("https://oidc.eks.eu-central-1.amazonaws.com/id/0");
		assertThat(this.probe.sign())
			.isEqualTo("'KUBERNETES_SERVICE_HOST' is set, the service account is one of EKS in eu-central-1");
	}

	@Test
	void identifyWithNothingKnowsThePlatform() {
		assertThat(this.probe.identify()).isEqualTo(InstanceIdentity.unknown(Platform.KUBERNETES));
	}

	@Test
	void identifyByTheDownwardApi() throws IOException {
		this.variables.withProperty("POD_NAME", "shop-1")
			.withProperty("POD_NAMESPACE", "shop")
			.withProperty("POD_IP", "10.0.1.33")
			.withProperty("NODE_NAME", "node-1")
			.withProperty("AWS_REGION", "eu-west-1");
		token("https://oidc.eks.eu-central-1.amazonaws.com/id/0");
		assertThat(this.probe.identify()).isEqualTo(new InstanceIdentity(Platform.KUBERNETES, null, "10.0.1.33", null,
				"eu-central-1", Capacity.UNKNOWN, null, new PodIdentity("shop-1", "shop", "node-1")));
	}

	@Test
	void identifyOutsideOfEksTakesTheRegionFromItsVariable() throws IOException {
		this.variables.setProperty("AWS_REGION", "eu-west-1");
		token("https://kubernetes.default.svc");
		assertThat(this.probe.identify().region()).isEqualTo("eu-west-1");
	}

	@Test
	void completeAsksWhatDescribes(CapturedOutput output) {
		InstanceIdentity more = new InstanceIdentity(Platform.KUBERNETES, "i-0", null, null, null, Capacity.SPOT);
		this.beans.registerSingleton("describer", (Describer) (known) -> more);
		assertThat(this.probe.complete(InstanceIdentity.unknown(Platform.KUBERNETES))).isSameAs(more);
		assertThat(output).doesNotContain("is not watched");
	}

	@Test
	void completeWithoutTheClientSaysSo(CapturedOutput output) {
		InstanceIdentity identity = InstanceIdentity.unknown(Platform.KUBERNETES);
		assertThat(this.probe.complete(identity)).isSameAs(identity);
		assertThat(output).contains("The Kubernetes API is not watched: 'io.fabric8:kubernetes-client' is not there");
	}

	private void token(String issuer) throws IOException {
		Path directory = this.root.resolve("var/run/secrets/kubernetes.io/serviceaccount");
		Files.createDirectories(directory);
		Files.writeString(directory.resolve("token"), TokenIssuerTests.token("{\"iss\":\"%s\"}".formatted(issuer)));
	}

}
