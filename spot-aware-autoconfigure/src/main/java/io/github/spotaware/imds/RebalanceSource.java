package io.github.spotaware.imds;

import java.time.Instant;
import java.time.InstantSource;

import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * Watches for the rebalance recommendation.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/rebalance-recommendations.html">EC2
 * instance rebalance recommendations</a>
 */
final class RebalanceSource extends MetadataSource {

	static final String PATH = "/latest/meta-data/events/recommendations/rebalance";

	private final InstantSource clock;

	RebalanceSource(ImdsProperties properties, Surroundings surroundings, MetadataClient client, InstantSource clock) {
		super("imds-rebalance", properties, surroundings, client);
		this.clock = clock;
	}

	@Override
	@Nullable SpotSignal look(MetadataClient client, @Nullable SpotSignal before) throws MetadataException {
		MetadataDocument document = client.document(PATH);
		if (document == null) {
			return null;
		}
		Instant time = document.time("noticeTime");
		if (time != null) {
			return new RebalanceRecommendation(time);
		}
		// Keeps its first time, so that it can expire.
		return (before != null) ? before : new RebalanceRecommendation(this.clock.instant());
	}

}
