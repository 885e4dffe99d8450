package io.github.spotaware.sqs;

import io.github.spotaware.DrainTerms;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.testsupport.FakeTerms;
import io.github.spotaware.testsupport.Provided;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueueInPod}.
 */
class QueueInPodTests {

	@Test
	void queueInAPodIsAFinding() {
		assertThat(check(FakeTerms.of(Platform.KUBERNETES)).findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("sqs-queue-on-kubernetes");
			assertThat(finding.severity()).isEqualTo(Severity.WARNING);
			assertThat(finding.message()).contains("'spot-aware.sqs.queue' is 'events'");
		});
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KUBERNETES")
	void queueElsewhereIsFine(Platform platform) {
		assertThat(check(FakeTerms.of(platform)).findings()).isEmpty();
	}

	private static QueueInPod check(FakeTerms terms) {
		return new QueueInPod("events", Provided.by(DrainTerms.class, terms));
	}

}
