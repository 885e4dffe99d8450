package io.github.spotaware;

import java.time.Instant;

/**
 * Says that the instance is at an elevated risk of interruption. It may never be
 * interrupted, and expires after half an hour.
 *
 * @param noticeTime when EC2 gave the recommendation
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/rebalance-recommendations.html">EC2
 * instance rebalance recommendations</a>
 */
public record RebalanceRecommendation(Instant noticeTime) implements SpotSignal {

	@Override
	public NoticeCause cause() {
		return NoticeCause.REBALANCE;
	}

}
