package io.github.spotaware.imds;

import io.github.spotaware.Platform;
import io.github.spotaware.PollingSource;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * Watches one path of the metadata service.
 */
abstract class MetadataSource extends PollingSource {

	private static final int ABSENCES_THAT_COUNT = 2;

	private final Surroundings surroundings;

	private final MetadataClient client;

	private final String path;

	private @Nullable SpotSignal standing;

	private int absences;

	MetadataSource(String name, String path, ImdsProperties properties, Surroundings surroundings,
			MetadataClient client) {
		super(name, properties.pollInterval());
		this.path = path;
		this.surroundings = surroundings;
		this.client = client;
	}

	@Override
	public final boolean supports(Platform platform) {
		return platform == Platform.EC2 && this.surroundings.disabledBy() == null;
	}

	@Override
	protected final @Nullable SpotSignal poll() throws MetadataException {
		MetadataDocument document = this.client.document(this.path);
		if (document != null) {
			this.standing = read(document, this.standing);
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
	 * Read what stands at the path.
	 * @param document what stands there
	 * @param before what stood there before, or {@code null} when nothing did
	 * @return the signal
	 * @throws MetadataException when the document says nothing
	 */
	abstract SpotSignal read(MetadataDocument document, @Nullable SpotSignal before) throws MetadataException;

}
