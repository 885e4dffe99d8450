package io.github.spotaware.platform;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.PlatformDetector.Detected;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlatformAutoConfiguration}.
 */
class PlatformAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformAutoConfiguration.class))
		.withPropertyValues("spot-aware.platform=ec2");

	@Test
	void detectorFindsWhatIsConfigured() {
		this.runner.run((context) -> {
			PlatformDetector detector = context.getBean(PlatformDetector.class);
			assertThat(detector.worthwhile()).isTrue();
			assertThat(detector.detect().identity().platform()).isEqualTo(Platform.EC2);
		});
	}

	@Test
	void detectorWhenSwitchedOffOnlyWhereItRunsFindsNothing() {
		this.runner.withPropertyValues("spot-aware.enabled=false").run((context) -> {
			PlatformDetector detector = context.getBean(PlatformDetector.class);
			assertThat(detector.worthwhile()).isFalse();
			assertThat(detector.detect())
				.isEqualTo(new Detected(InstanceIdentity.unknown(Platform.NONE), "'spot-aware.enabled' is 'false'"));
		});
	}

}
