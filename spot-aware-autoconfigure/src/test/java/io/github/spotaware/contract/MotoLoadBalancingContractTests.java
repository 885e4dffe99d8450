package io.github.spotaware.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of moto against what we rely on. What it does otherwise than AWS's documentation
 * says is overridden here, so that we learn when it changes.
 */
@AgainstForeignServer("moto")
class MotoLoadBalancingContractTests extends LoadBalancingContract {

	@Override
	ElasticLoadBalancingV2Client connect() {
		return Moto.client();
	}

	@Override
	String createGroup(String type) {
		return Moto.targetGroup(type);
	}

	@Override
	String createGroupWithoutDelay(String type) {
		String group = createGroup(type);
		client().modifyTargetGroupAttributes((request) -> request.targetGroupArn(group)
			.attributes(TargetGroupAttribute.builder().key("deregistration_delay.timeout_seconds").value("0").build()));
		return group;
	}

	@Override
	String impossibleInstance() {
		return Moto.stoppedInstance();
	}

	/**
	 * moto knows targets by their ids alone: the second registration replaces the first.
	 * AWS: a target is an id and a port, and an instance can be registered with several
	 * ports (RegisterTargets).
	 */
	@Test
	@Override
	void oneIdOnTwoPortsIsTwoTargets() {
		String group = createGroup("instance");
		register(group, INSTANCE);
		register(group, target(INSTANCE.id(), 9090));
		assertThat(health(group)).extracting(TargetHealthDescription::target)
			.extracting(TargetDescription::port)
			.containsExactly(9090);
	}

	/**
	 * moto knows targets by their ids alone. AWS: "If you specified a port override when
	 * you registered a target, you must specify both the target ID and the port when you
	 * deregister it" (DeregisterTargets).
	 */
	@Test
	@Override
	void deregisteringWithoutAPortLeavesTheOthersPorts() {
		String group = createGroup("instance");
		register(group, target(INSTANCE.id(), 9090));
		deregister(group, target(INSTANCE.id(), null));
		assertThat(health(group)).isEmpty();
	}

	/**
	 * moto knows no deregistration delay: the target is gone at once. AWS: it is
	 * {@code draining} until the delay has passed (Deregistration delay).
	 */
	@ParameterizedTest
	@MethodSource("targets")
	@Override
	void deregisteredTargetDrains(TargetDescription target) {
		String group = createGroup(type(target));
		register(group, target);
		deregister(group, target);
		assertNotRegistered(only(health(group, target)));
	}

	/**
	 * moto refuses it. AWS: "If the specified target does not exist, the action returns
	 * successfully" (DeregisterTargets).
	 */
	@Test
	@Override
	void deregisteringATargetThatIsNotRegisteredSucceeds() {
		String group = createGroup("instance");
		assertRefused("InvalidTarget", () -> deregister(group, INSTANCE));
	}

	/**
	 * moto refuses it, as above.
	 */
	@Test
	@Override
	void deregisteringTwiceSucceeds() {
		String group = createGroup("instance");
		register(group, INSTANCE);
		deregister(group, INSTANCE);
		assertRefused("InvalidTarget", () -> deregister(group, INSTANCE));
	}

	/**
	 * moto says {@code unavailable} for an address, though with the same reason. AWS: a
	 * target that is not registered is {@code unused} (Target health status).
	 */
	@Test
	@Override
	void addressThatWasNeverRegisteredIsNotRegistered() {
		assertThat(only(health(createGroup("ip"), ADDRESS))).satisfies((health) -> {
			assertThat(health.state()).isEqualTo(TargetHealthStateEnum.UNAVAILABLE);
			assertThat(health.reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_REGISTERED);
		});
	}

}
