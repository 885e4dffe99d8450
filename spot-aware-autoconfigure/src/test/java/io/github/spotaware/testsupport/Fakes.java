package io.github.spotaware.testsupport;

import java.util.List;

import io.github.spotaware.Capacity;
import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.Severity;
import io.github.spotaware.Ticker;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An instance in the cloud, with a source, callers, a target and a finding.
 */
@Configuration(proxyBeanMethods = false)
public class Fakes {

	private static final String SPRING_CLOUD_AWS = "io.awspring.cloud.autoconfigure.core.";

	public static final String INSTANCE = "i-0123456789abcdef0";

	public static final String ADDRESS = "10.0.1.23";

	public static final String CALLER = "10.0.9.87";

	public static final String GROUP = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/checkout/0123456789abcdef";

	/**
	 * Properties under which a drain is over in no time.
	 */
	public static final List<String> PROPERTIES = List.of("spot-aware.in-tests=true", "spot-aware.shutdown=never",
			"spot-aware.termination-grace-period=400ms", "spot-aware.drain.settle=20ms",
			"spot-aware.drain.quiet-period=10ms", "spot-aware.drain.reserve=50ms",
			"spring.autoconfigure.exclude=" + SPRING_CLOUD_AWS + "AwsAutoConfiguration," + SPRING_CLOUD_AWS
					+ "CredentialsProviderAutoConfiguration," + SPRING_CLOUD_AWS
					+ "RegionProviderAutoConfiguration,io.awspring.cloud.autoconfigure.imds.ImdsAutoConfiguration",
			"spot-aware.imds.enabled=false");

	@Bean
	PlatformDetector fakeDetector(@Value("${fake.platform:EC2}") Platform platform) {
		InstanceIdentity identity = (platform == Platform.NONE) ? InstanceIdentity.unknown(platform)
				: new InstanceIdentity(platform, INSTANCE, ADDRESS, "eu-central-1a", "eu-central-1", Capacity.SPOT);
		return new PlatformDetector() {

			@Override
			public boolean worthwhile() {
				return platform != Platform.NONE;
			}

			@Override
			public Detected detect() {
				return new Detected(identity, "a test says so; this is " + INSTANCE);
			}

		};
	}

	@Bean
	FakeSource fakeSource() {
		return new FakeSource("fake");
	}

	@Bean
	FakeTraffic fakeTraffic(Ticker ticker) {
		return new FakeTraffic(ticker, CALLER);
	}

	@Bean
	FakeTargets fakeTargets() {
		return new FakeTargets();
	}

	@Bean
	Check fakeCheck() {
		return () -> List.of(new Finding("elb-access-denied", Severity.WARNING,
				"Not allowed to ask for the health of " + GROUP, "Allow it for " + GROUP));
	}

}
