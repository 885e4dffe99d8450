package io.github.spotaware.test.imds;

/**
 * Names the paths of the metadata service, as in <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html">Instance
 * metadata categories</a>.
 */
public final class MetadataPath {

	/**
	 * The session token.
	 */
	public static final String TOKEN = "/latest/api/token";

	/**
	 * The Spot interruption notice.
	 */
	public static final String INSTANCE_ACTION = "/latest/meta-data/spot/instance-action";

	/**
	 * The older form of the Spot interruption notice.
	 */
	public static final String TERMINATION_TIME = "/latest/meta-data/spot/termination-time";

	/**
	 * The rebalance recommendation.
	 */
	public static final String REBALANCE = "/latest/meta-data/events/recommendations/rebalance";

	/**
	 * The scheduled maintenance events.
	 */
	public static final String MAINTENANCE = "/latest/meta-data/events/maintenance/scheduled";

	/**
	 * The state that Auto Scaling wants the instance in.
	 */
	public static final String TARGET_LIFECYCLE_STATE = "/latest/meta-data/autoscaling/target-lifecycle-state";

	/**
	 * The purchasing option.
	 */
	public static final String LIFE_CYCLE = "/latest/meta-data/instance-life-cycle";

	/**
	 * The instance id.
	 */
	public static final String INSTANCE_ID = "/latest/meta-data/instance-id";

	/**
	 * The private address.
	 */
	public static final String LOCAL_IPV4 = "/latest/meta-data/local-ipv4";

	/**
	 * The availability zone.
	 */
	public static final String AVAILABILITY_ZONE = "/latest/meta-data/placement/availability-zone";

	/**
	 * The region.
	 */
	public static final String REGION = "/latest/meta-data/placement/region";

	/**
	 * The instance identity document.
	 */
	public static final String IDENTITY_DOCUMENT = "/latest/dynamic/instance-identity/document";

	private MetadataPath() {
	}

}
