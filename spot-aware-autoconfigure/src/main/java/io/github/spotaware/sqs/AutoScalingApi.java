package io.github.spotaware.sqs;

import java.util.function.Consumer;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import io.github.spotaware.aws.CallLimit;
import io.github.spotaware.aws.FailedCallException;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClientBuilder;

/**
 * Answers lifecycle actions. What goes wrong is a finding, never an exception. Safe for
 * use by any thread.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CompleteLifecycleAction.html">
 * CompleteLifecycleAction</a>
 */
final class AutoScalingApi {

	private static final Log logger = LogFactory.getLog(AutoScalingApi.class);

	private static final String RESULT = "CONTINUE";

	private final LazyClient<AutoScalingClient, AutoScalingClientBuilder> client;

	private final Findings findings;

	AutoScalingApi(LazyClient<AutoScalingClient, AutoScalingClientBuilder> client, Findings findings) {
		this.client = client;
		this.findings = findings;
	}

	/**
	 * Let the action's time-out begin anew.
	 */
	void heartbeat(LifecycleAction action, @Nullable String region) {
		boolean done = call("RecordLifecycleActionHeartbeat", action, region,
				(autoScaling) -> autoScaling.recordLifecycleActionHeartbeat((request) -> CallLimit.on(request)
					.autoScalingGroupName(action.group())
					.lifecycleHookName(action.hook())
					.lifecycleActionToken(action.token())));
		if (done) {
			logger.debug("Heartbeat to the " + action.description());
		}
	}

	/**
	 * Let the action go on.
	 */
	void complete(LifecycleAction action, @Nullable String region) {
		boolean done = call("CompleteLifecycleAction", action, region,
				(autoScaling) -> autoScaling.completeLifecycleAction((request) -> CallLimit.on(request)
					.autoScalingGroupName(action.group())
					.lifecycleHookName(action.hook())
					.lifecycleActionToken(action.token())
					.lifecycleActionResult(RESULT)));
		if (done) {
			logger
				.info("Completed the %s: EC2 Auto Scaling terminates the instance now".formatted(action.description()));
		}
	}

	private boolean call(String name, LifecycleAction action, @Nullable String region,
			Consumer<AutoScalingClient> call) {
		if (region == null) {
			this.findings.add(name,
					new Finding("auto-scaling-region-unknown", Severity.WARNING,
							"%s needs a Region, and the platform tells none.".formatted(name),
							"Define an AutoScalingClient bean."));
			return false;
		}
		try {
			this.client.call(region, (autoScaling) -> {
				call.accept(autoScaling);
				return true;
			});
			this.findings.remove(name);
			return true;
		}
		catch (FailedCallException ex) {
			this.findings.add(name,
					new Finding("auto-scaling-" + ex.kind().id(), ex.kind().severity(),
							"%s on '%s' %s: %s.".formatted(name, action.group(), ex.kind().words(), ex.getMessage()),
							ex.kind()
								.remedy()
								.formatted("autoscaling", name, "the ARN of '%s'".formatted(action.group()),
										"Amazon EC2 Auto Scaling")));
			return false;
		}
	}

}
