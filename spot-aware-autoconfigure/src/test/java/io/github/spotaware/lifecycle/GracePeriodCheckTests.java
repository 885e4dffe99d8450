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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

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

	@Test
	void findingsWhenLessIsReadThanConfiguredSaysThatItCounts() {
		GracePeriod.Known read = new GracePeriod.Known(Duration.ofSeconds(30), "read", "prolong it", true);
		GracePeriod.Known counts = find(read);
		assertThat(counts).isEqualTo(read);
		assertThat(findings(Platform.ECS_FARGATE, counts, Duration.ofMinutes(2))).singleElement()
			.satisfies((finding) -> {
				assertThat(finding.id()).isEqualTo("grace-period-overestimated");
				assertThat(finding.message()).contains("is 120 s", "kills after 30 s (read)");
				assertThat(finding.remedy()).startsWith("Remove ").endsWith(" prolong it");
			});
	}

	@Test
	void configuredCountsWhereLessIsOnlyAssumedOrMoreIsRead() {
		GracePeriod.Known assumed = new GracePeriod.Known(Duration.ofSeconds(30), "assumed", "prolong it");
		GracePeriod.Known more = new GracePeriod.Known(Duration.ofMinutes(5), "read", "prolong it", true);
		for (GracePeriod.Known known : List.of(assumed, more)) {
			GracePeriod.Known counts = find(known);
			assertThat(counts.duration()).isEqualTo(Duration.ofMinutes(2));
			assertThat(findings(Platform.ECS_FARGATE, counts, Duration.ofMinutes(2))).isEmpty();
		}
	}

	private static GracePeriod.Known find(GracePeriod.Known known) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("platform", (GracePeriod) (identity) -> known);
		SpotAwareProperties configured = new SpotAwareProperties(true, false, false, Duration.ofMinutes(2),
				RebalancePolicy.NOTIFY, ShutdownPolicy.AUTO, PROPERTIES.drain());
		return new GracePeriods(configured, beans.getBeanProvider(GracePeriod.class))
			.find(InstanceIdentity.unknown(Platform.ECS_FARGATE));
	}

	private List<Finding> findings(Platform platform, long seconds) {
		return findings(platform, new GracePeriod.Known(Duration.ofSeconds(seconds), "a test says so", "prolong it"),
				null);
	}

	private List<Finding> findings(Platform platform, GracePeriod.Known grace, @Nullable Duration configured) {
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
				new SignalRules(Platform.EC2, RebalancePolicy.NOTIFY, PROPERTIES.drain(), grace));
		return new GracePeriodCheck(lifecycle, configured).findings();
	}

}
