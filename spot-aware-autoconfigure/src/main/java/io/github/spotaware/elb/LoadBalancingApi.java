package io.github.spotaware.elb;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.github.spotaware.Target;
import io.github.spotaware.aws.CallLimit;
import io.github.spotaware.aws.FailedCallException;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

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

	private static final String IDLE_TIMEOUT = "idle_timeout.timeout_seconds";

	private final LazyClient<ElasticLoadBalancingV2Client, ElasticLoadBalancingV2ClientBuilder> client;

	private final Findings findings;

	LoadBalancingApi(LazyClient<ElasticLoadBalancingV2Client, ElasticLoadBalancingV2ClientBuilder> client,
			Findings findings) {
		this.client = client;
		this.findings = findings;
	}

	/**
	 * Ask what kind of group it is.
	 * @param group the ARN of the group
	 * @return the kind
	 */
	Answer<GroupKind> kind(String group) {
		return call("DescribeTargetGroups", group,
				(elb) -> elb.describeTargetGroups((request) -> CallLimit.on(request).targetGroupArns(group))
					.targetGroups()
					.stream()
					.map(GroupKind::of)
					.findFirst()
					.orElse(GroupKind.OTHER));
	}

	/**
	 * Ask for the deregistration delay of a group.
	 * @param group the ARN of the group
	 * @return the delay, zero where the group has none
	 */
	Answer<Duration> deregistrationDelay(String group) {
		return call("DescribeTargetGroupAttributes", group,
				(elb) -> elb.describeTargetGroupAttributes((request) -> CallLimit.on(request).targetGroupArn(group))
					.attributes()
					.stream()
					.filter((attribute) -> DELAY.equals(attribute.key()))
					.map((attribute) -> Duration.ofSeconds(Long.parseLong(attribute.value())))
					.findFirst()
					.orElse(Duration.ZERO));
	}

	/**
	 * Ask after how long an Application Load Balancer closes an idle connection. Nothing
	 * depends on it: a problem is no finding.
	 * @param group the ARN of a group that it sends requests to
	 * @param loadBalancer the ARN of the load balancer
	 * @return the time
	 */
	Answer<Duration> idleTimeout(String group, String loadBalancer) {
		String action = "DescribeLoadBalancerAttributes";
		Answer<Optional<Duration>> answer = attempt(action, group,
				(elb) -> elb
					.describeLoadBalancerAttributes((request) -> CallLimit.on(request).loadBalancerArn(loadBalancer))
					.attributes()
					.stream()
					.filter((attribute) -> IDLE_TIMEOUT.equals(attribute.key()))
					.map((attribute) -> Duration.ofSeconds(Long.parseLong(attribute.value())))
					.findFirst());
		Optional<Duration> told = answer.value();
		if (told == null) {
			return new Answer<>(null, answer.problem());
		}
		return told.map(Answer::of)
			.orElseGet(() -> Answer.of(new Problem(Problem.Kind.REFUSED, action, group,
					"'%s' is not among the attributes".formatted(IDLE_TIMEOUT))));
	}

	/**
	 * Ask how targets of a group are.
	 * @param group the ARN of the group
	 * @param targets the targets
	 * @param limit how long it may take
	 * @return the health of each target
	 */
	Answer<Map<Target, TargetHealth>> health(String group, List<Target> targets, Duration limit) {
		return describeHealth(group, limit, (elb) -> {
			List<TargetHealthDescription> described = elb
				.describeTargetHealth((request) -> request.targetGroupArn(group)
					.targets(describe(targets))
					.overrideConfiguration((override) -> override.apiCallTimeout(limit)))
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
		return describeHealth(group, limit, (elb) -> {
			Map<Target, TargetHealth> health = new LinkedHashMap<>();
			elb.describeTargetHealth((request) -> request.targetGroupArn(group)
				.overrideConfiguration((override) -> override.apiCallTimeout(limit)))
				.targetHealthDescriptions()
				.stream()
				// A function has no port.
				.filter((described) -> described.target().port() != null)
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
			elb.deregisterTargets((request) -> CallLimit.on(request).targetGroupArn(group).targets(describe(targets)));
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
			elb.registerTargets((request) -> CallLimit.on(request).targetGroupArn(group).targets(describe(targets)));
			return targets;
		});
	}

	private <T> Answer<T> describeHealth(String group, Duration limit,
			Function<ElasticLoadBalancingV2Client, T> function) {
		String action = "DescribeTargetHealth";
		if (limit.isZero() || limit.isNegative()) {
			return Answer.of(new Problem(Problem.Kind.UNREACHABLE, action, group, "'no time left'"));
		}
		return call(action, group, function);
	}

	private <T> Answer<T> call(String action, String group, Function<ElasticLoadBalancingV2Client, T> function) {
		String subject = "%s on '%s'".formatted(action, group);
		Answer<T> answer = attempt(action, group, function);
		Problem problem = answer.problem();
		if (problem == null) {
			this.findings.remove(subject);
		}
		else if (!Thread.currentThread().isInterrupted()) {
			this.findings.add(subject, problem.finding());
		}
		return answer;
	}

	private <T> Answer<T> attempt(String action, String group, Function<ElasticLoadBalancingV2Client, T> function) {
		TargetGroupArn arn = TargetGroupArn.parse(group);
		if (arn == null) {
			return Answer.of(new Problem(Problem.Kind.GROUP_NOT_FOUND, action, group, "'no ARN'"));
		}
		try {
			return Answer.of(this.client.call(arn.region(), function));
		}
		catch (FailedCallException ex) {
			return Answer.of(new Problem(kind(ex), action, group, String.valueOf(ex.getMessage())));
		}
	}

	private static Problem.Kind kind(FailedCallException ex) {
		return switch (ex.code()) {
			case "TargetGroupNotFound" -> Problem.Kind.GROUP_NOT_FOUND;
			case "InvalidTarget" -> Problem.Kind.INVALID_TARGET;
			default -> Problem.Kind.of(ex.kind());
		};
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
