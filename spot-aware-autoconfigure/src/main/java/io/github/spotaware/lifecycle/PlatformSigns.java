package io.github.spotaware.lifecycle;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.github.spotaware.PlatformSign;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.StringUtils;

/**
 * Sees whether there may be a platform at all, before there is any bean.
 */
public final class PlatformSigns {

	private static final String PLATFORM = "spot-aware.platform";

	private PlatformSigns() {
	}

	/**
	 * Return whether a platform is configured, or any feature sees a sign of one.
	 */
	static boolean seen(Environment environment, @Nullable ClassLoader classLoader) {
		String platform = configured(environment);
		if (platform != null) {
			return !platform.equals("none"); // a wrong value is reported where it is
												// bound
		}
		return signs(classLoader).stream().anyMatch((sign) -> sign.seen(environment::getProperty));
	}

	/**
	 * Return what keeps a platform from being seen that is there.
	 * @param environment gives environment variables and properties
	 * @param classLoader loads what sees signs
	 * @return what it is and what to do, or {@code null} when a platform is configured,
	 * {@code none} included, or there is nothing of that kind
	 */
	public static @Nullable String withheld(Environment environment, @Nullable ClassLoader classLoader) {
		if (configured(environment) != null) {
			return null;
		}
		return signs(classLoader).stream()
			.map((sign) -> sign.withheld(environment::getProperty))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String configured(Environment environment) {
		String platform = environment.getProperty(PLATFORM, "").trim().toLowerCase(Locale.ROOT);
		return (StringUtils.hasText(platform) && !platform.equals("auto")) ? platform : null;
	}

	private static List<PlatformSign> signs(@Nullable ClassLoader classLoader) {
		return SpringFactoriesLoader.forDefaultResourceLocation(classLoader).load(PlatformSign.class);
	}

}
