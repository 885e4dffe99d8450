package io.github.spotaware.platform;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector;

/**
 * Finds no platform, so that nothing is ever done.
 */
final class SwitchedOff implements PlatformDetector {

	@Override
	public boolean worthwhile() {
		return false;
	}

	@Override
	public Detected detect() {
		return new Detected(InstanceIdentity.unknown(Platform.NONE), "'spot-aware.enabled' is 'false'");
	}

}
