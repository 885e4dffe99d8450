package io.github.spotaware.elb;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.github.spotaware.Target;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

import org.springframework.util.StringUtils;

/**
 * Asks the Elastic Load Balancing API, about one target group at a time. What goes wrong
 * is an answer and a finding, never an exception. Safe for use by any thread.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/Welcome.html">
 * Elastic Load Balancing API Reference</a>
 */
final class LoadBalancingApi {

	private static final String DELAY = "deregistration_delay.timeout_seconds";

	private final LoadBalancingClient client;

	private final Findings findings;

	LoadBalancingApi(LoadBalancingClient client, Findings findings) {
		this.client = client;
		this.findings = findings;
	}

	/**
	 * Ask for the type of a group's targets.
	 * @param group the ARN of the group
	 * @return the type
	 */
	Answer<TargetType> targetType(String group) {
		return call("DescribeTargetGroups", group,
				(elb) -> elb.describeTargetGroups((request) -> request.targetGroupArns(group))
					.targetGroups()
					.stream()
					.map(TargetGroup::targetTypeAsString)
					.map(TargetType::of)
					.findFirst()
					.orElse(TargetType.OTHER));
	}

	/**
	 * Ask for the deregistration delay of a group.
	 * @param group the ARN of the group
	 * @return the delay, zero where the group has none
	 */
	Answer<Duration> deregistrationDelay(String group) {
		return call("DescribeTargetGroupAttributes", group,
				(elb) -> elb.describeTargetGroupAttributes((request) -> request.targetGroupArn(group))
					.attributes()
					.stream()
					.filter((attribute) -> DELAY.equals(attribute.key()))
					.map((attribute) -> Duration.ofSeconds(Long.parseLong(attribute.value())))
					.findFirst()
					.orElse(Duration.ZERO));
	}

	/**
	 * Ask how targets of a group are.
	 * @param group the ARN of the group
	 * @param targets the targets
	 * @return the health of each target
	 */
	Answer<Map<Target, TargetHealth>> health(String group, List<Target> targets) {
		return call("DescribeTargetHealth", group, (elb) -> {
			List<TargetHealthDescription> described = elb
				.describeTargetHealth((request) -> request.targetGroupArn(group).targets(describe(targets)))
				.targetHealthDescriptions();
			Map<Target, TargetHealth> health = new LinkedHashMap<>();
			targets.forEach((target) -> health.put(target, health(target, described)));
			return health;
		});
	}

	/**
	 * Ask how all targets of a group are.
	 * @param group the ARN of the group
	 * @param limit how long it may take
	 * @return the health of each target
	 */
	Answer<Map<Target, TargetHealth>> health(String group, Duration limit) {
		return call("DescribeTargetHealth", group, (elb) -> {
			Map<Target, TargetHealth> health = new LinkedHashMap<>();
			elb.describeTargetHealth((request) -> request.targetGroupArn(group)
				.overrideConfiguration((override) -> override.apiCallTimeout(limit)))
				.targetHealthDescriptions()
				.forEach((described) -> health
					.put(new Target(group, described.target().id(), described.target().port()), health(described)));
			return health;
		});
	}

	/**
	 * Take targets out of their group.
	 * @param group the ARN of the group
	 * @param targets the targets
	 * @return the targets
	 */
	Answer<List<Target>> deregister(String group, List<Target> targets) {
		return call("DeregisterTargets", group, (elb) -> {
			elb.deregisterTargets((request) -> request.targetGroupArn(group).targets(describe(targets)));
			return targets;
		});
	}

	/**
	 * Put targets into their group.
	 * @param group the ARN of the group
	 * @param targets the targets
	 * @return the targets
	 */
	Answer<List<Target>> register(String group, List<Target> targets) {
		return call("RegisterTargets", group, (elb) -> {
			elb.registerTargets((request) -> request.targetGroupArn(group).targets(describe(targets)));
			return targets;
		});
	}

	private <T> Answer<T> call(String action, String group, Function<ElasticLoadBalancingV2Client, T> function) {
		String subject = "%s on '%s'".formatted(action, group);
		ElasticLoadBalancingV2Client client = null;
		try {
			TargetGroupArn arn = Objects.requireNonNull(TargetGroupArn.parse(group), () -> "No ARN: " + group);
			client = this.client.get(arn.region());
			T value = function.apply(client);
			this.findings.remove(subject);
			return Answer.of(value);
		}
		catch (RuntimeException | LinkageError ex) {
			Problem.Kind kind = (client != null) ? kind(ex) : Problem.Kind.NO_CLIENT;
			Problem problem = new Problem(kind, action, group, detail(ex));
			if (!Thread.currentThread().isInterrupted()) {
				this.findings.add(subject, problem.finding());
			}
			return Answer.of(problem);
		}
	}

	private static Problem.Kind kind(Throwable ex) {
		if (ex instanceof LinkageError) {
			return Problem.Kind.NO_CLIENT;
		}
		if (!(ex instanceof AwsServiceException refused) || refused.statusCode() >= 500) {
			return Problem.Kind.UNREACHABLE;
		}
		if (refused.isThrottlingException()) {
			return Problem.Kind.THROTTLED;
		}
		if (refused.isClockSkewException()) {
			// The SDK has learned the difference by now.
			return Problem.Kind.UNREACHABLE;
		}
		return switch (String.valueOf(code(refused))) {
			case "TargetGroupNotFound" -> Problem.Kind.GROUP_NOT_FOUND;
			case "InvalidTarget" -> Problem.Kind.INVALID_TARGET;
			default -> (refused.statusCode() == 401 || refused.statusCode() == 403) ? Problem.Kind.ACCESS_DENIED
					: Problem.Kind.REFUSED;
		};
	}

	private static @Nullable String code(AwsServiceException ex) {
		AwsErrorDetails details = ex.awsErrorDetails();
		return (details != null) ? details.errorCode() : null;
	}

	private static String detail(Throwable ex) {
		AwsErrorDetails details = (ex instanceof AwsServiceException refused) ? refused.awsErrorDetails() : null;
		String message = (details != null) ? details.errorMessage() : ex.getMessage();
		return "'%s'".formatted(StringUtils.hasText(message) ? message : ex.getClass().getSimpleName());
	}

	private static List<TargetDescription> describe(List<Target> targets) {
		return targets.stream()
			.map((target) -> TargetDescription.builder().id(target.id()).port(target.port()).build())
			.toList();
	}

	private static TargetHealth health(Target target, List<TargetHealthDescription> described) {
		return described.stream()
			.filter((description) -> target.id().equals(description.target().id())
					&& Objects.equals(target.port(), description.target().port()))
			.map(LoadBalancingApi::health)
			.findFirst()
			.orElse(TargetHealth.NOT_LISTED);
	}

	private static TargetHealth health(TargetHealthDescription description) {
		return new TargetHealth(String.valueOf(description.targetHealth().stateAsString()),
				Objects.requireNonNullElse(description.targetHealth().description(), ""));
	}

}
