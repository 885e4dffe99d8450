package io.github.spotaware.imds;

import java.time.InstantSource;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.SpotSignal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches for the lifecycle state that EC2 Auto Scaling wants the instance in.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/autoscaling/ec2/userguide/retrieving-target-lifecycle-state-through-imds.html">
 * Retrieve the target lifecycle state through instance metadata</a>
 */
final class AutoScalingSource extends MetadataSource {

	static final String PATH = "/latest/meta-data/autoscaling/target-lifecycle-state";

	private static final String WARM_POOL = "Warmed:";

	private static final Log logger = LogFactory.getLog(AutoScalingSource.class);

	private final ImdsProperties properties;

	private final InstantSource clock;

	private String state = "";

	AutoScalingSource(ImdsProperties properties, Surroundings surroundings, MetadataClient client,
			InstantSource clock) {
		super("imds-auto-scaling", properties, surroundings, client);
		this.properties = properties;
		this.clock = clock;
	}

	@Override
	public boolean supports(Platform platform) {
		return this.properties.autoScalingOn(platform) && super.supports(platform);
	}

	@Override
	@Nullable SpotSignal look(MetadataClient client, @Nullable SpotSignal before) throws MetadataException {
		String text = client.text(PATH);
		String current = (text != null) ? text : "";
		if (current.isEmpty() && before != null) {
			// No answer is no state: only another one ends what stands.
			return before;
		}
		if (!current.equals(this.state)) {
			logger.debug("The target lifecycle state is '%s' after '%s'".formatted(current, this.state));
			this.state = current;
		}
		return signal(current, before);
	}

	private @Nullable SpotSignal signal(String current, @Nullable SpotSignal before) {
		String withoutPool = current.startsWith(WARM_POOL) ? current.substring(WARM_POOL.length()) : current;
		boolean warm = current.length() != withoutPool.length();
		return switch (withoutPool) {
			case "Terminated" -> terminated(before);
			case "Standby", "Detached" -> standby(InstanceAction.NONE);
			case "Stopped" -> warm ? standby(InstanceAction.STOP) : null;
			case "Hibernated" -> warm ? standby(InstanceAction.HIBERNATE) : null;
			default -> warm ? standby(InstanceAction.NONE) : null;
		};
	}

	/**
	 * Auto Scaling does not say when. What is assumed counts from the moment at which it
	 * was first seen.
	 */
	private SpotSignal terminated(@Nullable SpotSignal before) {
		boolean known = before instanceof InterruptionNotice notice
				&& notice.cause() == NoticeCause.AUTO_SCALING_TERMINATION;
		return (known && before != null) ? before : new InterruptionNotice(NoticeCause.AUTO_SCALING_TERMINATION,
				InstanceAction.TERMINATE, this.clock.instant().plus(this.properties.autoScalingDeadline()));
	}

	private static SpotSignal standby(InstanceAction action) {
		return new InterruptionNotice(NoticeCause.AUTO_SCALING_STANDBY, action, null);
	}

}
