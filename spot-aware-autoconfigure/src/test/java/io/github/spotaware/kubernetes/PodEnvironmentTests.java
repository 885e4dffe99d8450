package io.github.spotaware.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PodEnvironment}.
 */
class PodEnvironmentTests {

	@TempDir
	private Path root;

	private final MockEnvironment variables = new MockEnvironment();

	@Test
	void inClusterIsTheVariableOfTheApiServer() throws IOException {
		serviceAccount("namespace", "shop");
		assertThat(environment().inCluster()).isFalse();
		this.variables.setProperty("KUBERNETES_SERVICE_HOST", " ");
		assertThat(environment().inCluster()).isFalse();
		this.variables.setProperty("KUBERNETES_SERVICE_HOST", "10.100.0.1");
		assertThat(environment().inCluster()).isTrue();
	}

	@Test
	void podIsThatOfTheDownwardApiBeforeTheHostName() {
		assertThat(environment().pod()).isNull();
		this.variables.setProperty("HOSTNAME", "shop-1");
		assertThat(environment().pod()).isEqualTo("shop-1");
		this.variables.setProperty("POD_NAME", "shop-2");
		assertThat(environment().pod()).isEqualTo("shop-2");
	}

	@Test
	void namespaceIsThatOfTheDownwardApiBeforeTheServiceAccount() throws IOException {
		assertThat(environment().namespace()).isNull();
		serviceAccount("namespace", "\n");
		assertThat(environment().namespace()).isNull();
		serviceAccount("namespace", "shop\n");
		assertThat(environment().namespace()).isEqualTo("shop");
		this.variables.setProperty("POD_NAMESPACE", "other");
		assertThat(environment().namespace()).isEqualTo("other");
	}

	@Test
	void whatNobodyTellsIsNull() {
		assertThat(environment().uid()).isNull();
		assertThat(environment().node()).isNull();
		assertThat(environment().address()).isNull();
		assertThat(environment().issuer()).isNull();
		assertThat(environment().region()).isNull();
	}

	@Test
	void whatVariablesTellIsTold() {
		this.variables.withProperty("POD_UID", "uid-1")
			.withProperty("NODE_NAME", "node-1 ")
			.withProperty("AWS_REGION", "eu-west-1");
		assertThat(environment().uid()).isEqualTo("uid-1");
		assertThat(environment().node()).isEqualTo("node-1");
		assertThat(environment().region()).isEqualTo("eu-west-1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "10.0.1.33 | | 10.0.1.33", "| 10.0.1.33,2001:db8::33 | 10.0.1.33",
			"| 2001:db8::33, 10.0.1.33 | 2001:db8::33", "10.0.1.33 | 10.0.1.34 | 10.0.1.33" })
	void addressIsThePrimaryOne(String one, String all, String expected) {
		if (one != null) {
			this.variables.setProperty("POD_IP", one);
		}
		if (all != null) {
			this.variables.setProperty("POD_IPS", all);
		}
		assertThat(environment().address()).isEqualTo(expected);
	}

	@Test
	void issuerIsThatOfTheToken() throws IOException {
		serviceAccount("token", TokenIssuerTests.token("{\"iss\":\"https://issuer.example\"}"));
		assertThat(environment().issuer()).isEqualTo(new TokenIssuer("https://issuer.example"));
	}

	private PodEnvironment environment() {
		return new PodEnvironment(this.variables, this.root);
	}

	private void serviceAccount(String file, String text) throws IOException {
		Path directory = this.root.resolve("var/run/secrets/kubernetes.io/serviceaccount");
		Files.createDirectories(directory);
		Files.writeString(directory.resolve(file), text);
	}

}
