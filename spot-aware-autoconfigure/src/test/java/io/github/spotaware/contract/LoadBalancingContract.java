package io.github.spotaware.contract;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What we rely on in the Elastic Load Balancing API. Throttling is not among it: no
 * foreign server has it.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/Welcome.html">
 * Elastic Load Balancing API Reference</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">
 * Target health status</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LoadBalancingContract {

	static final TargetDescription INSTANCE = target("i-0aaaaaaaaaaaaaaa1", 8080);

	static final TargetDescription ADDRESS = target("10.0.1.15", 8080);

	private static final String UNKNOWN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/unknown/0123456789abcdef";

	private ElasticLoadBalancingV2Client client;

	@BeforeAll
	void open() {
		this.client = connect();
	}

	@AfterAll
	void close() {
		this.client.close();
	}

	/**
	 * Return a client for the server.
	 */
	abstract ElasticLoadBalancingV2Client connect();

	/**
	 * Create a target group of port 8080 that a load balancer routes to.
	 * @return its ARN
	 */
	abstract String createGroup(String type);

	/**
	 * Set the deregistration delay of a group to none.
	 */
	abstract String createGroupWithoutDelay(String type);

	/**
	 * Return the id of a target that cannot be in a group of instances.
	 */
	abstract String impossibleInstance();

	final ElasticLoadBalancingV2Client client() {
		return this.client;
	}

	@ParameterizedTest
	@ValueSource(strings = { "instance", "ip" })
	void groupIsDescribedByItsArn(String type) {
		String group = createGroup(type);
		createGroup(type);
		List<TargetGroup> described = this.client.describeTargetGroups((request) -> request.targetGroupArns(group))
			.targetGroups();
		assertThat(described).singleElement().satisfies((only) -> {
			assertThat(only.targetGroupArn()).isEqualTo(group);
			assertThat(only.targetTypeAsString()).isEqualTo(type);
			assertThat(only.port()).isEqualTo(8080);
			assertThat(only.protocolAsString()).isEqualTo("HTTP");
		});
	}

	@Test
	void groupsByArnAndByNameAtOnceAreAValidationError() {
		String group = createGroup("ip");
		assertRefused("ValidationError", () -> this.client
			.describeTargetGroups((request) -> request.targetGroupArns(group).names("some-group")));
	}

	@Test
	void delayIsFiveMinutesByDefault() {
		assertThat(delay(createGroup("ip"))).isEqualTo("300");
	}

	@Test
	void delayIsWhatWasSet() {
		assertThat(delay(createGroupWithoutDelay("ip"))).isEqualTo("0");
	}

	@Test
	void healthOfAnEmptyGroupIsNone() {
		assertThat(health(createGroup("instance"))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("targets")
	void registeredTargetIsListedWithIdAndPort(TargetDescription target) {
		String group = createGroup(type(target));
		register(group, target);
		assertThat(health(group)).singleElement().satisfies((only) -> {
			assertThat(only.target().id()).isEqualTo(target.id());
			assertThat(only.target().port()).isEqualTo(target.port());
			assertThat(only.targetHealth().state()).isIn(TargetHealthStateEnum.INITIAL, TargetHealthStateEnum.HEALTHY);
		});
	}

	@Test
	void registeringTwiceIsRegisteringOnce() {
		String group = createGroup("instance");
		register(group, INSTANCE);
		register(group, INSTANCE);
		assertThat(health(group)).hasSize(1);
	}

	@Test
	void registeringWithoutAPortTakesTheGroups() {
		String group = createGroup("instance");
		register(group, target(INSTANCE.id(), null));
		assertThat(health(group)).singleElement().satisfies((only) -> assertThat(only.target().port()).isEqualTo(8080));
	}

	@Test
	void oneIdOnTwoPortsIsTwoTargets() {
		String group = createGroup("instance");
		TargetDescription other = target(INSTANCE.id(), 9090);
		register(group, INSTANCE);
		register(group, other);
		assertThat(health(group)).extracting(TargetHealthDescription::target)
			.extracting(TargetDescription::port)
			.containsExactlyInAnyOrder(8080, 9090);
		deregister(group, other);
		assertThat(only(health(group, INSTANCE)).state()).isIn(TargetHealthStateEnum.INITIAL,
				TargetHealthStateEnum.HEALTHY);
	}

	@Test
	void deregisteringWithoutAPortLeavesTheOthersPorts() {
		String group = createGroup("instance");
		TargetDescription overridden = target(INSTANCE.id(), 9090);
		register(group, overridden);
		deregister(group, target(INSTANCE.id(), null));
		assertThat(only(health(group, overridden)).state()).isIn(TargetHealthStateEnum.INITIAL,
				TargetHealthStateEnum.HEALTHY);
	}

	@ParameterizedTest
	@MethodSource("targets")
	void deregisteredTargetDrains(TargetDescription target) {
		String group = createGroup(type(target));
		register(group, target);
		deregister(group, target);
		TargetHealth health = only(health(group, target));
		assertThat(health.state()).isEqualTo(TargetHealthStateEnum.DRAINING);
		assertThat(health.reason()).isEqualTo(TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS);
	}

	@ParameterizedTest
	@MethodSource("targets")
	void deregisteredTargetWithoutDelayIsNotRegistered(TargetDescription target) {
		String group = createGroupWithoutDelay(type(target));
		register(group, target);
		deregister(group, target);
		assertNotRegistered(only(health(group, target)));
		assertThat(health(group)).isEmpty();
	}

	@Test
	void deregisteredTargetCanBeRegisteredAgain() {
		String group = createGroup("instance");
		register(group, INSTANCE);
		deregister(group, INSTANCE);
		register(group, INSTANCE);
		assertThat(only(health(group, INSTANCE)).state()).isIn(TargetHealthStateEnum.INITIAL,
				TargetHealthStateEnum.HEALTHY);
	}

	@Test
	void deregisteringATargetThatIsNotRegisteredSucceeds() {
		String group = createGroup("instance");
		deregister(group, INSTANCE);
		assertThat(health(group)).isEmpty();
	}

	@Test
	void deregisteringTwiceSucceeds() {
		String group = createGroup("instance");
		register(group, INSTANCE);
		deregister(group, INSTANCE);
		deregister(group, INSTANCE);
	}

	@Test
	void instanceThatWasNeverRegisteredIsNotRegistered() {
		assertNotRegistered(only(health(createGroup("instance"), INSTANCE)));
	}

	@Test
	void addressThatWasNeverRegisteredIsNotRegistered() {
		assertNotRegistered(only(health(createGroup("ip"), ADDRESS)));
	}

	@Test
	void impossibleTargetIsInvalid() {
		String group = createGroup("instance");
		String id = impossibleInstance();
		assertRefused("InvalidTarget", () -> register(group, target(id, 8080)));
	}

	@ParameterizedTest
	@MethodSource("callsOfAnUnknownGroup")
	void unknownGroupIsNotFound(Consumer<ElasticLoadBalancingV2Client> call) {
		assertRefused("TargetGroupNotFound", () -> call.accept(this.client));
	}

	static Stream<Consumer<ElasticLoadBalancingV2Client>> callsOfAnUnknownGroup() {
		return Stream.of((client) -> client.describeTargetGroups((request) -> request.targetGroupArns(UNKNOWN)),
				(client) -> client.describeTargetGroupAttributes((request) -> request.targetGroupArn(UNKNOWN)),
				(client) -> client.describeTargetHealth((request) -> request.targetGroupArn(UNKNOWN).targets(INSTANCE)),
				(client) -> client.registerTargets((request) -> request.targetGroupArn(UNKNOWN).targets(INSTANCE)),
				(client) -> client.deregisterTargets((request) -> request.targetGroupArn(UNKNOWN).targets(INSTANCE)));
	}

	static Stream<TargetDescription> targets() {
		return Stream.of(INSTANCE, ADDRESS);
	}

	static TargetDescription target(String id, @Nullable Integer port) {
		return TargetDescription.builder().id(id).port(port).build();
	}

	static String type(TargetDescription target) {
		return target.equals(INSTANCE) ? "instance" : "ip";
	}

	static TargetHealth only(List<TargetHealthDescription> health) {
		assertThat(health).hasSize(1);
		return health.get(0).targetHealth();
	}

	static void assertNotRegistered(TargetHealth health) {
		assertThat(health.state()).isEqualTo(TargetHealthStateEnum.UNUSED);
		assertThat(health.reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_REGISTERED);
	}

	static void assertRefused(String code, ThrowingCallable call) {
		assertThatExceptionOfType(AwsServiceException.class).isThrownBy(call).satisfies((ex) -> {
			assertThat(ex.statusCode()).isEqualTo(400);
			assertThat(ex.awsErrorDetails().errorCode()).isEqualTo(code);
		});
	}

	final void register(String group, TargetDescription target) {
		this.client.registerTargets((request) -> request.targetGroupArn(group).targets(target));
	}

	final void deregister(String group, TargetDescription target) {
		this.client.deregisterTargets((request) -> request.targetGroupArn(group).targets(target));
	}

	final List<TargetHealthDescription> health(String group, TargetDescription... targets) {
		return this.client.describeTargetHealth((request) -> request.targetGroupArn(group).targets(targets))
			.targetHealthDescriptions();
	}

	private String delay(String group) {

		return this.client.describeTargetGroupAttributes((request) -> request.targetGroupArn(group))
			.attributes()
			.stream()
			.filter((attribute) -> "deregistration_delay.timeout_seconds".equals(attribute.key()))
			.map(TargetGroupAttribute::value)
			.findFirst()
			.orElse("none");
	}

}
