package io.github.spotaware.elb;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.spotaware.InvalidPropertyException;
import io.github.spotaware.Platform;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Configures which targets we are and whether to take them out.
 *
 * @param deregister Whether to deregister from the target groups in a drain: 'auto' does
 * on an EC2 instance and in an ECS task.
 * @param register Whether to register with the target groups when the application is
 * ready on an EC2 instance, and to deregister on a plain SIGTERM, too. Ignored in an ECS
 * task, which ECS registers.
 * @param targetGroupArns ARNs of the target groups that this application is a target of,
 * besides those of its ECS service.
 * @param targetId Id of this target, where it is neither the instance id nor the private
 * IP address that the type of the target group asks for.
 * @param targetPort Port of this target, where it is not the port of the web server nor
 * the one that ECS registers.
 * @param keepLastTarget Whether the last healthy target of a target group stays in
 * service until a replacement is healthy, as long as there is time.
 */
@ConfigurationProperties("spot-aware.elb")
record ElbProperties(@DefaultValue("auto") Deregister deregister, @DefaultValue("false") boolean register,
		@DefaultValue List<String> targetGroupArns, @Nullable String targetId, @Nullable Integer targetPort,
		@DefaultValue("true") boolean keepLastTarget) {

	static final String DEREGISTER = "spot-aware.elb.deregister";

	static final String REGISTER = "spot-aware.elb.register";

	static final String TARGET_GROUP_ARNS = "spot-aware.elb.target-group-arns";

	static final String TARGET_ID = "spot-aware.elb.target-id";

	static final String TARGET_PORT = "spot-aware.elb.target-port";

	private static final int LAST_PORT = 65535;

	ElbProperties {
		targetGroupArns = List.copyOf(targetGroupArns);
		requireArns(targetGroupArns);
		if (targetId != null && !StringUtils.hasText(targetId)) {
			throw new InvalidPropertyException(TARGET_ID, targetId, "it is blank",
					"Set an instance id or an IP address, or remove the property.");
		}
		if (targetPort != null && (targetPort < 1 || targetPort > LAST_PORT)) {
			throw new InvalidPropertyException(TARGET_PORT, targetPort, "it is no port",
					"Set a port from 1 to %d, or remove the property.".formatted(LAST_PORT));
		}
	}

	private static void requireArns(List<String> values) {
		Set<String> seen = new HashSet<>();
		Set<String> regions = new HashSet<>();
		for (String value : values) {
			TargetGroupArn arn = TargetGroupArn.parse(value);
			if (arn == null) {
				throw new InvalidPropertyException(TARGET_GROUP_ARNS, value, "it is not the ARN of a target group",
						"Set 'arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID'.");
			}
			if (!seen.add(value)) {
				throw new InvalidPropertyException(TARGET_GROUP_ARNS, value, "it is there twice",
						"Remove one of them.");
			}
			regions.add(arn.region());
			if (regions.size() > 1) {
				throw new InvalidPropertyException(TARGET_GROUP_ARNS, value, "it is in another Region than the others",
						"Keep those in the Region of the instance: it can be a target of no other.");
			}
		}
	}

	/**
	 * Names the choices of whether to deregister.
	 */
	enum Deregister {

		/**
		 * On an EC2 instance and in an ECS task.
		 */
		AUTO {

			@Override
			boolean on(Platform platform) {
				return EnumSet.of(Platform.EC2, Platform.ECS_FARGATE, Platform.ECS_EC2, Platform.ECS_EXTERNAL)
					.contains(platform);
			}

		},

		/**
		 * On every platform.
		 */
		TRUE {

			@Override
			boolean on(Platform platform) {
				return true;
			}

		},

		/**
		 * Never.
		 */
		FALSE {

			@Override
			boolean on(Platform platform) {
				return false;
			}

		};

		abstract boolean on(Platform platform);

	}

}
