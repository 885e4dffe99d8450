package io.github.spotaware.testsupport;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.spotaware.testsupport.SimulatedGroup.Member;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/**
 * A client of the load balancing API that answers from simulated groups, in simulated
 * time.
 */
public final class SimulatedElbClient implements ElasticLoadBalancingV2Client {

	private final Map<String, SimulatedGroup> groups;

	private final Wire wire;

	/**
	 * Create a client.
	 * @param groups the groups there are, by their ARN
	 * @param wire what happens to calls on their way
	 */
	public SimulatedElbClient(Map<String, SimulatedGroup> groups, Wire wire) {
		this.groups = groups;
		this.wire = wire;
	}

	/**
	 * Make what the API answers to those who call too often.
	 */
	public static RuntimeException throttled() {
		return refusal(400, "Throttling", "Rate exceeded");
	}

	/**
	 * Make what the API answers to those who may not call.
	 */
	public static RuntimeException denied() {
		return refusal(403, "AccessDenied", "Not authorized");
	}

	/**
	 * Make what the client says when nobody answers.
	 */
	public static RuntimeException unreachable() {
		return SdkClientException.create("Read timed out");
	}

	private static RuntimeException refusal(int status, String code, String message) {
		return (RuntimeException) ElasticLoadBalancingV2Exception.builder()
			.statusCode(status)
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
			.message(message)
			.build();
	}

	private SimulatedGroup group(String action, String arn) {
		try {
			this.wire.call(action);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw AbortedException.create("Interrupted");
		}
		SimulatedGroup group = this.groups.get(arn);
		if (group == null || group.gone()) {
			throw refusal(400, "TargetGroupNotFound", "No such group");
		}
		return group;
	}

	@Override
	public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
		SimulatedGroup group = group("DescribeTargetGroups", request.targetGroupArns().get(0));
		TargetGroup described = TargetGroup.builder()
			.targetGroupArn(group.arn())
			.targetType(group.targetType())
			.protocol("HTTP")
			.healthCheckProtocol("HTTP")
			.healthCheckPort("traffic-port")
			.healthCheckPath("/actuator/health/readiness")
			.healthCheckIntervalSeconds(10)
			.unhealthyThresholdCount(2)
			.build();
		return DescribeTargetGroupsResponse.builder().targetGroups(described).build();
	}

	@Override
	public DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
			DescribeTargetGroupAttributesRequest request) {
		SimulatedGroup group = group("DescribeTargetGroupAttributes", request.targetGroupArn());
		TargetGroupAttribute delay = TargetGroupAttribute.builder()
			.key("deregistration_delay.timeout_seconds")
			.value(String.valueOf(group.delay().toSeconds()))
			.build();
		return DescribeTargetGroupAttributesResponse.builder().attributes(delay).build();
	}

	@Override
	public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
		List<Member> asked = request.hasTargets() ? members(request.targets()) : List.of();
		try {
			SimulatedGroup group = group("DescribeTargetHealth", request.targetGroupArn());
			this.wire.told(asked, group::state);
			return health(group, request.hasTargets() ? asked : List.copyOf(group.states().keySet()));
		}
		catch (AbortedException ex) {
			throw ex;
		}
		catch (AwsServiceException | SdkClientException ex) {
			this.wire.told(asked, (member) -> "unknown");
			throw ex;
		}
	}

	private static DescribeTargetHealthResponse health(SimulatedGroup group, List<Member> members) {
		return DescribeTargetHealthResponse.builder()
			.targetHealthDescriptions(members.stream().map((member) -> describe(group, member)).toList())
			.build();
	}

	private static TargetHealthDescription describe(SimulatedGroup group, Member member) {
		return TargetHealthDescription.builder()
			.target((target) -> target.id(member.id()).port(member.port()))
			.targetHealth((health) -> health.state(group.state(member)).description("simulated"))
			.build();
	}

	@Override
	public DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
		SimulatedGroup group = group("DeregisterTargets", request.targetGroupArn());
		members(request.targets()).forEach(group::deregister);
		this.wire.done("DeregisterTargets");
		return DeregisterTargetsResponse.builder().build();
	}

	@Override
	public RegisterTargetsResponse registerTargets(RegisterTargetsRequest request) {
		SimulatedGroup group = group("RegisterTargets", request.targetGroupArn());
		members(request.targets()).forEach((member) -> group.register(member, false));
		this.wire.done("RegisterTargets");
		return RegisterTargetsResponse.builder().build();
	}

	private static List<Member> members(List<TargetDescription> targets) {
		return targets.stream().map((target) -> new Member(target.id(), target.port())).toList();
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

	/**
	 * What happens to calls on their way.
	 */
	public interface Wire {

		/**
		 * Take a call: may wait, and throws what it is answered if it is not heard.
		 */
		void call(String action) throws InterruptedException;

		/**
		 * Learn that a call has changed the group.
		 */
		default void done(String action) {
		}

		/**
		 * Learn what the caller was told of targets.
		 * @param asked the targets it asked for, none for all
		 * @param states how they are
		 */
		default void told(List<Member> asked, Function<Member, String> states) {
		}

	}

}
