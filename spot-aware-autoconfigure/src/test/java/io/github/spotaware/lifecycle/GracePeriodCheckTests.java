package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.DrainStep;
import io.github.spotaware.Finding;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.Traffic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GracePeriodCheck}.
 */
class GracePeriodCheckTests {

	private static final SpotAwareProperties PROPERTIES = new SpotAwareProperties(true, false, false, null,
			RebalancePolicy.NOTIFY, ShutdownPolicy.AUTO, new SpotAwareProperties.Drain(Duration.ofSeconds(20),
					Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMinutes(2)));

	private final VirtualTime time = new VirtualTime();

	@Test
	void findingsWhenGracePeriodOfThePlatformIsShortSaysWhatToSet() {
		assertThat(findings(Platform.EC2, 10)).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("grace-period-short");
			assertThat(finding.message()).contains("leaves 10 s (a test says so)", "ask for 25 s");
			assertThat(finding.remedy()).isEqualTo("prolong it");
		});
	}

	@Test
	void findingsWhenGracePeriodIsLongEnoughIsEmpty() {
		assertThat(findings(Platform.EC2, 25)).isEmpty();
	}

	@Test
	void findingsWithoutPlatformIsEmpty() {
		assertThat(findings(Platform.NONE, 10)).isEmpty();
	}

	private List<Finding> findings(Platform platform, long seconds) {
		Participants nobody = new Participants() {

			@Override
			public List<DrainStep> steps() {
				return List.of();
			}

			@Override
			public List<Traffic> traffic() {
				return List.of();
			}

		};
		SpotLifecycle lifecycle = new SpotLifecycle(PROPERTIES, nobody, new SilentObserver(), this.time.threads(),
				this.time.clock());
		lifecycle.begin(new Detected(InstanceIdentity.unknown(platform), "test"),
				new SignalRules(Platform.EC2, RebalancePolicy.NOTIFY, PROPERTIES.drain(),
						new GracePeriod.Known(Duration.ofSeconds(seconds), "a test says so", "prolong it")));
		return new GracePeriodCheck(lifecycle).findings();
	}

}
