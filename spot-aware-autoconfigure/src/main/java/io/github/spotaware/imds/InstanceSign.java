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

	@Override
	public @Nullable String withheld(Function<String, @Nullable String> environment) {
		Surroundings surroundings = new Surroundings(environment, this.root);
		String disabledBy = surroundings.disabledBy();
		String machine = surroundings.machine();
		if (disabledBy == null || machine == null || surroundings.orchestrator() != null) {
			return null;
		}
		return ("'%1$s' forbids to ask the metadata service of this EC2 instance (%2$s), so that neither an interruption "
				+ "notice nor SIGTERM begins a drain. Remove '%1$s', or set spot-aware.platform=ec2 to drain on SIGTERM "
				+ "at least, or spot-aware.platform=none if it is meant")
			.formatted(disabledBy, machine);
	}

}
