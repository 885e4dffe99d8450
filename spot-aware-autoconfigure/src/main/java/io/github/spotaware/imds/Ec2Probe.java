package io.github.spotaware.imds;

import java.util.Set;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformProbe;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a process on an EC2 instance.
 */
final class Ec2Probe implements PlatformProbe {

	private static final String LIFE_CYCLE_PATH = "/latest/meta-data/instance-life-cycle";

	private static final Log logger = LogFactory.getLog(Ec2Probe.class);

	private final Surroundings surroundings;

	private final MetadataClient client;

	Ec2Probe(Surroundings surroundings, MetadataClient client) {
		this.surroundings = surroundings;
		this.client = client;
	}

	@Override
	public Set<Platform> platforms() {
		return Set.of(Platform.EC2);
	}

	@Override
	public @Nullable String sign() {
		String against = (this.surroundings.disabledBy() != null) ? this.surroundings.disabledBy()
				: this.surroundings.orchestrator();
		if (against != null) {
			logger.debug("Not looking for an EC2 instance: '%s' is set".formatted(against));
			return null;
		}
		String setBy = this.surroundings.endpointSetBy();
		return (setBy != null) ? "'%s' is set".formatted(setBy) : this.surroundings.machine();
	}

	@Override
	public InstanceIdentity identify() throws MetadataException {
		String disabledBy = this.surroundings.disabledBy();
		if (disabledBy != null) {
			throw new UnsupportedOperationException("'%s' is set".formatted(disabledBy));
		}
		MetadataDocument document = this.client.document(IdentityDocument.PATH);
		if (document == null) {
			throw new MetadataException(MetadataException.Reason.FAILING,
					"'%s' gives status 404".formatted(IdentityDocument.PATH), null);
		}
		return IdentityDocument.from(document).toIdentity(capacity());
	}

	private Capacity capacity() {
		try {
			String lifeCycle = this.client.text(LIFE_CYCLE_PATH);
			if (lifeCycle == null) {
				return Capacity.UNKNOWN;
			}
			return switch (lifeCycle) {
				case "spot" -> Capacity.SPOT;
				case "on-demand", "scheduled", "capacity-block" -> Capacity.ON_DEMAND;
				default -> Capacity.UNKNOWN;
			};
		}
		catch (MetadataException ex) {
			logger.debug("How the instance was bought is not known", ex);
			return Capacity.UNKNOWN;
		}
	}

}
