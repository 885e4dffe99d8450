package io.github.spotaware.imds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.github.spotaware.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MetadataClient}.
 */
class MetadataClientTests {

	private static final String PATH = "/latest/meta-data/spot/instance-action";

	@TempDir
	private Path root;

	private MetadataFixture fixture;

	@BeforeEach
	void start() throws IOException {
		this.fixture = new MetadataFixture(this.root);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void documentAsksForOneTokenAndUsesItAgain() throws MetadataException {
		this.fixture.service.answer(PATH, "{\"action\":\"stop\"}");
		assertThat(this.fixture.client.document(PATH)).extracting((document) -> document.text("action"))
			.isEqualTo("stop");
		this.fixture.client.document(PATH);
		assertThat(this.fixture.service.requests()).containsExactly("PUT /latest/api/token", "GET " + PATH,
				"GET " + PATH);
	}

	@Test
	void documentWhenThereIsNoneReturnsNull() throws MetadataException {
		assertThat(this.fixture.client.document(PATH)).isNull();
		assertThat(this.fixture.client.finding()).isNull();
	}

	@Test
	void documentWhenTokenIsRefusedAsksForAnother() throws MetadataException {
		this.fixture.client.document(PATH);
		this.fixture.service.refuseTokensGivenSoFar();
		this.fixture.service.answer(PATH, "{\"action\":\"stop\"}");
		this.fixture.service.requests().clear();
		assertThat(this.fixture.client.document(PATH)).isNotNull();
		assertThat(this.fixture.service.requests()).containsExactly("GET " + PATH, "PUT /latest/api/token",
				"GET " + PATH);
	}

	@Test
	void documentWhenEveryTokenIsRefusedFailsAfterTheSecondTime() {
		this.fixture.service.answer(PATH, 401, "");
		assertFails("imds-failing", "status 401");
		assertThat(this.fixture.service.requests()).filteredOn((request) -> request.startsWith("GET")).hasSize(2);
	}

	@Test
	void documentWhenTokenIsForbiddenSaysThatItIsOff() {
		this.fixture.service.answerTokens(403);
		assertFails("imds-off", "status 403");
		assertThat(this.fixture.client.finding()).extracting(Finding::remedy).asString().contains("HttpEndpoint");
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 503 })
	void documentWhenServerErrorFailsWithoutAskingAgain(int status) {
		this.fixture.service.answer(PATH, status, "");
		assertFails("imds-failing", String.valueOf(status));
		assertThat(this.fixture.service.requests()).hasSize(2);
	}

	@Test
	void documentWhenBadRequestFails() {
		this.fixture.service.answer(PATH, 400, "");
		assertFails("imds-failing", "status 400");
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "{", "<html>Sign in</html>", "[]", "{}", "\"x\"", "null" })
	void documentWhenNotAnObjectFailsAndQuotesIt(String body) {
		this.fixture.service.answer(PATH, body);
		assertFails("imds-garbled", "'%s'".formatted(body.strip()));
	}

	@Test
	void documentWhenEmptyFails() {
		this.fixture.service.answer(PATH, "");
		assertFails("imds-failing", "empty");
	}

	@Test
	void documentWhenMalformedQuotesNoMoreThanTheBeginning() {
		this.fixture.service.answer(PATH, "<".repeat(1000));
		assertThatExceptionOfType(MetadataException.class).isThrownBy(() -> this.fixture.client.document(PATH))
			.satisfies((ex) -> assertThat(ex.getMessage()).endsWith("'" + "<".repeat(80) + "...'"));
	}

	@Test
	void documentWhenNobodyListensFails() {
		this.fixture.service.close();
		assertFails("imds-unreachable", PATH);
		assertThat(this.fixture.client.finding()).extracting(Finding::remedy).asString().contains("hop limit");
	}

	@Test
	void documentWhenTokenHangsFailsInTime() throws IOException {
		try (MetadataFixture hanging = new MetadataFixture(this.root, Duration.ofMillis(50))) {
			hanging.service.hangTokens();
			assertThatExceptionOfType(MetadataException.class).isThrownBy(() -> hanging.client.document(PATH))
				.withMessageContaining("does not answer");
			assertThat(hanging.client.finding()).extracting(Finding::id).isEqualTo("imds-unreachable");
		}
	}

	@Test
	void documentWhenAnswerHangsFailsInTime() throws IOException {
		try (MetadataFixture hanging = new MetadataFixture(this.root, Duration.ofMillis(200))) {
			hanging.service.hang(PATH);
			assertThatExceptionOfType(MetadataException.class).isThrownBy(() -> hanging.client.document(PATH));
		}
	}

	@Test
	void documentWhenServiceRecoversForgetsTheFinding() throws MetadataException {
		this.fixture.service.answer(PATH, 500, "");
		assertFails("imds-failing", "500");
		this.fixture.service.absent(PATH);
		assertThat(this.fixture.client.document(PATH)).isNull();
		assertThat(this.fixture.client.finding()).isNull();
	}

	@Test
	void documentWhenEndpointIsNoAddressFails() {
		this.fixture.environment.setProperty("aws.ec2MetadataServiceEndpoint", "nonsense");
		assertFails("imds-no-client", "'aws.ec2MetadataServiceEndpoint'");
	}

	@Test
	void documentWhenProxyIsSetDoesNotUseIt() throws MetadataException {
		System.setProperty("http.proxyHost", "127.0.0.1");
		System.setProperty("http.proxyPort", "1");
		System.setProperty("http.nonProxyHosts", "");
		try {
			assertThat(this.fixture.client.document(PATH)).isNull();
		}
		finally {
			System.clearProperty("http.proxyHost");
			System.clearProperty("http.proxyPort");
			System.clearProperty("http.nonProxyHosts");
		}
	}

	@Test
	void documentWhenClosedFails() {
		this.fixture.client.close();
		assertThatExceptionOfType(MetadataException.class).isThrownBy(() -> this.fixture.client.document(PATH));
		assertThat(this.fixture.service.requests()).isEmpty();
	}

	private void assertFails(String finding, String message) {
		assertThatExceptionOfType(MetadataException.class).isThrownBy(() -> this.fixture.client.document(PATH))
			.withMessageContaining(message);
		assertThat(this.fixture.client.finding()).extracting(Finding::id).isEqualTo(finding);
	}

}
