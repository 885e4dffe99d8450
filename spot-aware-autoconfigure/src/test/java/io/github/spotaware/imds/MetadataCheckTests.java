package io.github.spotaware.imds;

import java.io.IOException;
import java.nio.file.Path;

import io.github.spotaware.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MetadataCheck}.
 */
class MetadataCheckTests {

	@TempDir
	private Path root;

	private MetadataFixture fixture;

	private MetadataCheck check;

	@BeforeEach
	void start() throws IOException {
		this.fixture = new MetadataFixture(this.root);
		this.check = new MetadataCheck(this.fixture.surroundings, this.fixture.client);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void findingsWhenNothingWasAskedIsEmpty() {
		assertThat(this.check.findings()).isEmpty();
		assertThat(this.fixture.service.requests()).isEmpty();
	}

	@Test
	void findingsWhenTheServiceIsOffSaysSo() {
		this.fixture.service.answerTokens(403);
		assertThatExceptionOfType(MetadataException.class)
			.isThrownBy(() -> this.fixture.client.document(SpotActionSource.PATH));
		assertThat(this.check.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("imds-off");
			assertThat(finding.message()).contains("switched off");
		});
	}

	@Test
	void findingsInATaskWhoseInstanceHasTheServiceOffSayWhatToSetThere() throws MetadataException {
		this.fixture.environment.setProperty("ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/0");
		this.fixture.service.answerTokens(403);
		assertThatExceptionOfType(MetadataException.class)
			.isThrownBy(() -> this.fixture.client.document(SpotActionSource.PATH));
		assertThat(this.check.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("imds-off");
			assertThat(finding.remedy()).contains("HttpEndpoint", "ECS_ENABLE_SPOT_INSTANCE_DRAINING")
				.doesNotContain("HttpPutResponseHopLimit");
		});
		this.fixture.service.absent("/latest/api/token");
		assertThat(this.fixture.client.document(SpotActionSource.PATH)).isNull();
		assertThat(this.check.findings()).isEmpty();
	}

	@Test
	void findingsInATaskThatHasNoWayToTheServiceSayWhatToSetThere() {
		this.fixture.environment.setProperty("ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/0");
		this.fixture.service.close();
		assertThatExceptionOfType(MetadataException.class)
			.isThrownBy(() -> this.fixture.client.document(SpotActionSource.PATH));
		assertThat(this.check.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("imds-unreachable");
			assertThat(finding.remedy()).contains("HttpPutResponseHopLimit", "ECS_AWSVPC_BLOCK_IMDS",
					"ECS_ENABLE_SPOT_INSTANCE_DRAINING");
		});
	}

	@Test
	void findingsInAPodThatHasNoWayToTheServiceIsEmpty() throws MetadataException {
		this.fixture.environment.setProperty("KUBERNETES_SERVICE_HOST", "172.20.0.1");
		this.fixture.service.answerTokens(403);
		assertThatExceptionOfType(MetadataException.class)
			.isThrownBy(() -> this.fixture.client.document(SpotActionSource.PATH));
		assertThat(this.check.findings()).isEmpty();
	}

	@Test
	void findingsInAPodThatHadAWayToTheServiceSayWhatIsWrong() throws MetadataException {
		this.fixture.environment.setProperty("KUBERNETES_SERVICE_HOST", "172.20.0.1");
		assertThat(this.fixture.client.document(SpotActionSource.PATH)).isNull();
		this.fixture.service.answer(SpotActionSource.PATH, 403, "");
		assertThatExceptionOfType(MetadataException.class)
			.isThrownBy(() -> this.fixture.client.document(SpotActionSource.PATH));
		assertThat(this.check.findings()).extracting(Finding::id).containsExactly("imds-off");
	}

	@Test
	void findingsWhenDisabledInATaskIsEmpty() throws IOException {
		this.fixture.onAnInstance();
		this.fixture.environment.setProperty("AWS_EC2_METADATA_DISABLED", "true");
		this.fixture.environment.setProperty("ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/1");
		assertThat(this.check.findings()).isEmpty();
	}

	@Test
	void findingsWhenDisabledOnAnInstanceSaysBy() throws IOException {
		this.fixture.onAnInstance();
		this.fixture.environment.setProperty("AWS_EC2_METADATA_DISABLED", "true");
		assertThat(this.check.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("imds-disabled");
			assertThat(finding.remedy()).contains("'AWS_EC2_METADATA_DISABLED'", "spot-aware.imds.enabled=false")
				.doesNotContain("spot-aware.platform");
		});
	}

	@Test
	void findingsWhenDisabledElsewhereIsEmpty() {
		this.fixture.environment.setProperty("AWS_EC2_METADATA_DISABLED", "true");
		assertThat(this.check.findings()).extracting(Finding::id).isEmpty();
	}

}
