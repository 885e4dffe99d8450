package io.github.spotaware.imds;

import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.Severity;

/**
 * Finds that the metadata service does not tell, or may not be asked. A pod does well
 * without it: what drains the node tells its pods.
 */
final class MetadataCheck implements Check {

	private final Surroundings surroundings;

	private final MetadataClient client;

	MetadataCheck(Surroundings surroundings, MetadataClient client) {
		this.surroundings = surroundings;
		this.client = client;
	}

	@Override
	public List<Finding> findings() {
		String disabledBy = this.surroundings.disabledBy();
		if (disabledBy != null) {
			boolean ours = this.surroundings.machine() != null && this.surroundings.orchestrator() == null;
			return ours ? List.of(disabled(disabledBy)) : List.of();
		}
		boolean neverThere = this.surroundings.orchestrator() != null && !this.client.answered();
		if (neverThere && this.surroundings.pod()) {
			return List.of();
		}
		Finding finding = neverThere ? this.client.findingInContainer() : this.client.finding();
		return (finding != null) ? List.of(finding) : List.of();
	}

	private Finding disabled(String disabledBy) {
		return new Finding("imds-disabled", Severity.CRITICAL,
				"This is an EC2 instance, and '%s' forbids to ask its metadata service for interruption notices."
					.formatted(disabledBy),
				"Remove '%s'. Or set spot-aware.imds.enabled=false and rely on SIGTERM.".formatted(disabledBy));
	}

}
