package io.github.spotaware.imds;

import java.time.Duration;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.SpotSignal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches for the Spot interruption notice.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html">
 * Spot Instance interruption notices</a>
 */
final class SpotActionSource extends MetadataSource {

	static final String PATH = "/latest/meta-data/spot/instance-action";

	private static final Log logger = LogFactory.getLog(SpotActionSource.class);

	private final Duration latency;

	SpotActionSource(ImdsProperties properties, Surroundings surroundings, MetadataClient client) {
		super("imds-spot", properties, surroundings, client);
		this.latency = properties.pollInterval();
	}

	@Override
	public boolean foretells() {
		return true;
	}

	@Override
	public Duration noticeLatency() {
		return this.latency;
	}

	@Override
	@Nullable SpotSignal look(MetadataClient client, @Nullable SpotSignal before) throws MetadataException {
		MetadataDocument document = client.document(PATH);
		if (document == null) {
			return null;
		}
		SpotAction action = SpotAction.from(document);
		if (action.empty()) {
			throw new MetadataException(MetadataException.Reason.GARBLED,
					"'%s' holds neither action nor time: '%s'".formatted(PATH, document.members()), null);
		}
		InterruptionNotice notice = action.toNotice();
		boolean vague = notice.action() == InstanceAction.UNKNOWN || notice.time() == null;
		if (vague && !notice.equals(before)) {
			logger.warn("Instance metadata gives an interruption notice that is not understood in full: '%s'"
				.formatted(document.members()));
		}
		return notice;
	}

}
