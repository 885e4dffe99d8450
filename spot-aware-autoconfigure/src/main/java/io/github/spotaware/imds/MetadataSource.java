package io.github.spotaware.imds;

import io.github.spotaware.Platform;
import io.github.spotaware.PollingSource;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * Watches a part of the metadata service.
 */
abstract class MetadataSource extends PollingSource {

	private static final int ABSENCES_THAT_COUNT = 2;

	private final Surroundings surroundings;

	private final MetadataClient client;

	private @Nullable SpotSignal standing;

	private int absences;

	MetadataSource(String name, ImdsProperties properties, Surroundings surroundings, MetadataClient client) {
		super(name, properties.pollInterval());
		this.surroundings = surroundings;
		this.client = client;
	}

	@Override
	public boolean supports(Platform platform) {
		// From a container its instance can be asked only if a hop limit lets it through.
		boolean reachable = platform == Platform.EC2 || (platform.onInstance() && this.client.answered());
		return reachable && this.surroundings.disabledBy() == null;
	}

	/**
	 * {@inheritDoc} But for the notice itself no part tells of every interruption.
	 */
	@Override
	public boolean foretells() {
		return false;
	}

	@Override
	protected final @Nullable SpotSignal poll() throws MetadataException {
		SpotSignal seen = look(this.client, this.standing);
		if (seen != null) {
			this.standing = seen;
			this.absences = 0;
		}
		else if (++this.absences >= ABSENCES_THAT_COUNT) {
			// One absent answer is no withdrawal: the service can flap, and a drain that
			// is taken back and begun again loses more than a moment's delay.
			this.standing = null;
		}
		return this.standing;
	}

	/**
	 * Look what stands.
	 * @param client asks the service
	 * @param before what stood before, or {@code null} when nothing did
	 * @return the signal, or {@code null} when nothing stands
	 * @throws MetadataException when the service cannot tell
	 */
	abstract @Nullable SpotSignal look(MetadataClient client, @Nullable SpotSignal before) throws MetadataException;

}
