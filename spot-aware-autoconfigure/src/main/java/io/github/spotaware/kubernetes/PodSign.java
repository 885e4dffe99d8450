package io.github.spotaware.kubernetes;

import java.util.function.Function;

import io.github.spotaware.PlatformSign;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Sees a pod by the address of the API.
 */
final class PodSign implements PlatformSign {

	@Override
	public boolean seen(Function<String, @Nullable String> environment) {
		return StringUtils.hasText(environment.apply(PodEnvironment.API_SERVER));
	}

}
