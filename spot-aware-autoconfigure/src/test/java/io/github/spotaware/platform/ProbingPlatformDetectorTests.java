package io.github.spotaware.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.PlatformProbe;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProbingPlatformDetector}.
 */
class ProbingPlatformDetectorTests {

	private static final InstanceIdentity IDENTITY = new InstanceIdentity(Platform.EC2, "i-0123456789abcdef0",
			"10.0.1.15", "eu-central-1a", "eu-central-1", Capacity.SPOT);

	private static final Executor NEVER = (task) -> {
	};

	@Test
	void detectWhenNoSignIsNoneAndAsksNobody() {
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, probe(null, IDENTITY));
		assertThat(detector.worthwhile()).isFalse();
		assertThat(detector.detect())
			.isEqualTo(new Detected(InstanceIdentity.unknown(Platform.NONE), "no sign of a platform that interrupts"));
	}

	@Test
	void detectWhenSignAndAnswerSaysWhatAndWhy() {
		ProbingPlatformDetector detector = detector(PlatformChoice.AUTO, probe("DMI says 'Amazon EC2'", IDENTITY));
		assertThat(detector.worthwhile()).isTrue();
		assertThat(detector.detect()).isEqualTo(
				new Detected(IDENTITY, "DMI says 'Amazon EC2'; this is i-0123456789abcdef0 in eu-central-1a, spot"));
	}

	@Test
	void detectWhenSignButNoAnswerIsNone() {
		Detected detected = detector(PlatformChoice.AUTO, probe("DMI says 'Amazon EC2'", null)).detect();
		assertThat(detected.identity().platform()).isEqualTo(Platform.NONE);
		assertThat(detected.reason()).contains("DMI says 'Amazon EC2'", "connect timed out");
	}

	@Test
	void detectWhenAnswerIsTooLateIsNone() {
		ProbingPlatformDetector detector = new ProbingPlatformDetector(PlatformChoice.AUTO,
				() -> List.of(probe("DMI says 'Amazon EC2'", IDENTITY)), NEVER, Duration.ofMillis(1));
		assertThat(detector.detect().identity().platform()).isEqualTo(Platform.NONE);
		assertThat(detector.detect().reason()).contains("does not answer within 1 ms");
	}

	@Test
	void detectWhenConfiguredIsBelievedWithoutSignOrAnswer() {
		ProbingPlatformDetector detector = detector(PlatformChoice.EC2, probe(null, null));
		assertThat(detector.worthwhile()).isTrue();
		assertThat(detector.detect().identity()).isEqualTo(InstanceIdentity.unknown(Platform.EC2));
		assertThat(detector.detect().reason()).contains("'spot-aware.platform' says so", "connect timed out");
	}

	@Test
	void detectWhenConfiguredWithoutProbeIsBelieved() {
		assertThat(detector(PlatformChoice.EC2).detect().identity()).isEqualTo(InstanceIdentity.unknown(Platform.EC2));
	}

	@Test
	void detectWhenConfiguredAsNoneAsksNobody() {
		ProbingPlatformDetector detector = detector(PlatformChoice.NONE, probe("DMI says 'Amazon EC2'", IDENTITY));
		assertThat(detector.worthwhile()).isFalse();
		assertThat(detector.detect().reason()).isEqualTo("'spot-aware.platform' is 'none'");
	}

	private static ProbingPlatformDetector detector(PlatformChoice choice, PlatformProbe... probes) {
		return new ProbingPlatformDetector(choice, () -> List.of(probes), Runnable::run, Duration.ofSeconds(5));
	}

	private static PlatformProbe probe(@Nullable String sign, @Nullable InstanceIdentity identity) {
		return new PlatformProbe() {

			@Override
			public Platform platform() {
				return Platform.EC2;
			}

			@Override
			public @Nullable String sign() {
				return sign;
			}

			@Override
			public InstanceIdentity identify() throws IOException {
				if (identity == null) {
					throw new IOException("connect timed out");
				}
				return identity;
			}

		};
	}

}
