package io.github.spotaware.imds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

import io.github.spotaware.Platform;
import io.github.spotaware.RebalanceRecommendation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RebalanceSource}.
 */
class RebalanceSourceTests {

	private static final String PATH = RebalanceSource.PATH;

	private static final Instant NOW = Instant.parse("2026-11-22T00:51:00Z");

	@TempDir
	private Path root;

	private MetadataFixture fixture;

	private RebalanceSource source;

	private Instant now = NOW;

	@BeforeEach
	void start() throws IOException {
		this.fixture = new MetadataFixture(this.root);
		this.source = new RebalanceSource(this.fixture.properties, this.fixture.surroundings, this.fixture.client,
				() -> this.now);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void pollReturnsTheRecommendation() throws MetadataException {
		this.fixture.service.answer(PATH, ScriptedMetadataService.fixture("imds-rebalance-recommendation.json"));
		assertThat(this.source.poll()).isEqualTo(new RebalanceRecommendation(Instant.parse("2026-11-22T00:50:00Z")));
	}

	@Test
	void pollWhenNothingStandsReturnsNull() throws MetadataException {
		assertThat(this.source.poll()).isNull();
	}

	@Test
	void pollWhenTimeIsUnreadableReturnsWhenItWasFirstSeen() throws MetadataException {
		this.fixture.service.answer(PATH, "{\"noticeTime\":\"just now\"}");
		assertThat(this.source.poll()).isEqualTo(new RebalanceRecommendation(NOW));
		this.now = NOW.plusSeconds(60);
		assertThat(this.source.poll()).isEqualTo(new RebalanceRecommendation(NOW));
	}

	@Test
	void pollWhenRecommendationGoesAwayWithdrawsItAfterTheSecondAbsence() throws MetadataException {
		this.fixture.service.answer(PATH, ScriptedMetadataService.fixture("imds-rebalance-recommendation.json"));
		this.source.poll();
		this.fixture.service.absent(PATH);
		assertThat(this.source.poll()).isNotNull();
		assertThat(this.source.poll()).isNull();
	}

	@Test
	void nameAndPlatformAreStable() {
		assertThat(this.source.name()).isEqualTo("imds-rebalance");
		assertThat(this.source.supports(Platform.EC2)).isTrue();
		assertThat(this.source.supports(Platform.NONE)).isFalse();
	}

}
