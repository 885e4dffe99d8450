package io.github.spotaware.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.lifecycle.SpotLifecycle;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Shows in the endpoint {@code info} what the application runs on and where it stands, in
 * words that are the same as in the endpoint {@code spot}. Shows nothing that would have
 * to be hidden.
 */
final class SpotInfo implements InfoContributor {

	private final SpotLifecycle lifecycle;

	SpotInfo(SpotLifecycle lifecycle) {
		this.lifecycle = lifecycle;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Detected detected = this.lifecycle.platform();
		Map<String, String> details = new LinkedHashMap<>();
		details.put("platform", SpotReporter.platform(detected));
		details.put("capacity", SpotReporter.capacity(detected));
		details.put("state", this.lifecycle.state().id());
		builder.withDetail("spot", details);
	}

}
