package io.github.spotaware.testsupport;

import java.time.Duration;

import io.github.spotaware.DrainTerms;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Terms that a test sets: none where there is no platform, 25 s for settle and reserve.
 *
 * @param identity who we are
 * @param grace the time between SIGTERM and SIGKILL
 */
public record FakeTerms(InstanceIdentity identity, Duration grace) implements DrainTerms {

	/**
	 * Create the terms of a platform of which nothing else is known, with 30 s of grace.
	 * @param platform the platform
	 */
	public static FakeTerms of(Platform platform) {
		return new FakeTerms(InstanceIdentity.unknown(platform), Duration.ofSeconds(30));
	}

	@Override
	public @Nullable Known known() {
		return (this.identity.platform() == Platform.NONE) ? null
				: new Known(this.identity, new GracePeriod.Known(this.grace, "a test says so", "Prolong it."),
						Duration.ofSeconds(20), Duration.ofSeconds(5));
	}

}
