package io.github.spotaware.ecs;

import java.util.function.Function;

import io.github.spotaware.PlatformSign;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Sees an ECS task by the address of its metadata.
 */
final class TaskSign implements PlatformSign {

	@Override
	public boolean seen(Function<String, @Nullable String> environment) {
		return StringUtils.hasText(environment.apply(EcsProbe.METADATA_URI));
	}

}
