package io.github.spotaware.imds;

import java.nio.file.Path;
import java.util.function.Function;

import io.github.spotaware.PlatformSign;
import org.jspecify.annotations.Nullable;

/**
 * Sees an EC2 instance by the vendor of the machine, or by an address that is set for the
 * metadata service.
 */
final class InstanceSign implements PlatformSign {

	private final Path root;

	InstanceSign() {
		this(Path.of("/"));
	}

	InstanceSign(Path root) {
		this.root = root;
	}

	@Override
	public boolean seen(Function<String, @Nullable String> environment) {
		Surroundings surroundings = new Surroundings(environment, this.root);
		return surroundings.disabledBy() == null
				&& (surroundings.endpointSetBy() != null || surroundings.machine() != null);
	}

}
