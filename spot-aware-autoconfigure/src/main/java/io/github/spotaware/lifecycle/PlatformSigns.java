package io.github.spotaware.lifecycle;

import java.util.Locale;

import io.github.spotaware.PlatformSign;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.StringUtils;

/**
 * Sees whether there may be a platform at all, before there is any bean.
 */
final class PlatformSigns {

	private static final String PLATFORM = "spot-aware.platform";

	private PlatformSigns() {
	}

	/**
	 * Return whether a platform is configured, or any feature sees a sign of one.
	 */
	static boolean seen(Environment environment, @Nullable ClassLoader classLoader) {
		String platform = environment.getProperty(PLATFORM, "").trim().toLowerCase(Locale.ROOT);
		if (StringUtils.hasText(platform) && !platform.equals("auto")) {
			return !platform.equals("none"); // a wrong value is reported where it is
												// bound
		}
		for (PlatformSign sign : SpringFactoriesLoader.forDefaultResourceLocation(classLoader)
			.load(PlatformSign.class)) {
			if (sign.seen(environment::getProperty)) {
				return true;
			}
		}
		return false;
	}

}
