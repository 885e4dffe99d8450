package io.github.spotaware.test.elb;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import io.github.spotaware.test.ManualTicker;
import io.github.spotaware.test.wire.Engine;
import io.github.spotaware.test.wire.Fault;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidTargetException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.tuple;

class FakeLoadBalancingTests {

	private static final String IP = "10.0.1.15";

	private final Vertx vertx = Engine.start();

	private final ManualTicker ticker = new ManualTicker();

	private final FakeLoadBalancing loadBalancing = new FakeLoadBalancing(this.vertx, this.ticker);

	private final FakeTargetGroup group = this.loadBalancing.createTargetGroup("demo",
			TargetGroupSettings.ip(8080).withDeregistrationDelay(Duration.ofMinutes(1)));

	private final ElasticLoadBalancingV2Client sdk = ElasticLoadBalancingV2Client.builder()
		.endpointOverride(this.loadBalancing.endpoint())
		.region(Region.US_EAST_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
		.httpClient(UrlConnectionHttpClient.create())
		.overrideConfiguration((config) -> config.retryStrategy(DefaultRetryStrategy.doNotRetry())
			.apiCallTimeout(Duration.ofSeconds(20)))
		.build();

	@AfterEach
	void close() {
		this.sdk.close();
		Engine.await(this.vertx.close());
	}

	@Test
	void describeTargetGroupsTellsTheSettings() {
		TargetGroup described = this.sdk.describeTargetGroups((request) -> request.targetGroupArns(this.group.arn()))
			.targetGroups()
			.get(0);
		assertThat(described.targetGroupArn()).isEqualTo(this.group.arn());
		assertThat(described.targetGroupName()).isEqualTo("demo");
		assertThat(described.port()).isEqualTo(8080);
		assertThat(described.targetType()).isEqualTo(TargetTypeEnum.IP);
		assertThat(described.healthCheckPath()).isEqualTo("/");
		assertThat(described.unhealthyThresholdCount()).isEqualTo(2);
		assertThat(described.matcher().httpCode()).isEqualTo("200");
		assertThat(described.loadBalancerArns()).hasSize(1);
	}

	@Test
	void describeTargetGroupsFindsByNameAndLeavesOthersOut() {
		FakeTargetGroup other = this.loadBalancing.createTargetGroup("other", TargetGroupSettings.instance(80));
		assertThat(this.sdk.describeTargetGroups((request) -> request.names("other")).targetGroups())
			.extracting(TargetGroup::targetGroupArn)
			.containsExactly(other.arn());
		assertThat(this.sdk.describeTargetGroups().targetGroups()).hasSize(2);
	}

	@Test
	void describeTargetGroupsByArnAndNameAtOnceIsInvalid() {
		assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
			.isThrownBy(() -> this.sdk
				.describeTargetGroups((request) -> request.targetGroupArns(this.group.arn()).names(this.group.name())))
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
	}

	@Test
	void describeLoadBalancerAttributesTellsTheIdleTimeout() {
		String balancer = this.sdk.describeTargetGroups((request) -> request.targetGroupArns(this.group.arn()))
			.targetGroups()
			.get(0)
			.loadBalancerArns()
			.get(0);
		assertThat(idleTimeout(balancer)).isEqualTo("60");
		this.loadBalancing.idleTimeout(Duration.ofSeconds(75));
		assertThat(idleTimeout(balancer)).isEqualTo("75");
		this.loadBalancing.reset();
		assertThat(idleTimeout(balancer)).isEqualTo("60");
		assertThatExceptionOfType(LoadBalancerNotFoundException.class).isThrownBy(() -> idleTimeout(balancer + "0"));
	}

	private String idleTimeout(String balancer) {
		return this.sdk.describeLoadBalancerAttributes((request) -> request.loadBalancerArn(balancer))
			.attributes()
			.stream()
			.filter((attribute) -> attribute.key().equals("idle_timeout.timeout_seconds"))
			.map(LoadBalancerAttribute::value)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void describeTargetGroupAttributesTellsTheDelay() {
		assertThat(this.sdk.describeTargetGroupAttributes((request) -> request.targetGroupArn(this.group.arn()))
			.attributes()).extracting("key", "value").contains(tuple("deregistration_delay.timeout_seconds", "60"));
	}

	@Test
	void targetGoesThroughItsLife() {
		this.sdk.registerTargets((request) -> request.targetGroupArn(this.group.arn()).targets(target(IP, 8080)));
		assertThat(health(target(IP, 8080)).targetHealth().state()).isEqualTo(TargetHealthStateEnum.INITIAL);
		this.group.healthy(IP, 8080);
		TargetHealthDescription healthy = health(target(IP, 8080));
		assertThat(healthy.targetHealth().state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
		assertThat(healthy.targetHealth().reason()).isNull();
		assertThat(healthy.target().id()).isEqualTo(IP);
		assertThat(healthy.target().port()).isEqualTo(8080);
		assertThat(healthy.healthCheckPort()).isEqualTo("8080");
		deregister(target(IP, 8080));
		TargetHealthDescription draining = health(target(IP, 8080));
		assertThat(draining.targetHealth().state()).isEqualTo(TargetHealthStateEnum.DRAINING);
		assertThat(draining.targetHealth().reason())
			.isEqualTo(TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS);
		assertThat(allHealth()).hasSize(1);
		this.ticker.advance(Duration.ofMinutes(1));
		TargetHealthDescription gone = health(target(IP, 8080));
		assertThat(gone.targetHealth().state()).isEqualTo(TargetHealthStateEnum.UNUSED);
		assertThat(gone.targetHealth().reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_REGISTERED);
		assertThat(allHealth()).isEmpty();
	}

	@Test
	void deregisterTargetsWhenNotRegisteredSucceeds() {
		assertThatNoException().isThrownBy(() -> deregister(target("10.0.9.9", 1)));
	}

	@Test
	void deregisterTargetsWithoutPortTakesThePortOfTheGroup() {
		this.group.register(IP, 8080);
		this.group.register(IP, 8081);
		this.group.register("10.0.1.16", 8080);
		deregister(TargetDescription.builder().id(IP).build());
		assertThat(this.group.state(IP, 8080)).isEqualTo(TargetState.DRAINING);
		assertThat(this.group.state(IP, 8081)).isEqualTo(TargetState.INITIAL);
		assertThat(this.group.state("10.0.1.16", 8080)).isEqualTo(TargetState.INITIAL);
	}

	@Test
	void registerTargetsWithoutPortTakesThePortOfTheGroup() {
		this.sdk.registerTargets((request) -> request.targetGroupArn(this.group.arn())
			.targets(TargetDescription.builder().id(IP).build()));
		assertThat(this.group.state(IP, 8080)).isEqualTo(TargetState.INITIAL);
	}

	@Test
	void registerTargetsWhenIdIsOfTheWrongTypeIsInvalid() {
		assertThatExceptionOfType(InvalidTargetException.class).isThrownBy(() -> this.sdk
			.registerTargets((request) -> request.targetGroupArn(this.group.arn()).targets(target("i-1", 8080))));
	}

	@Test
	void anyActionWhenGroupIsUnknownIsNotFound() {
		assertThatExceptionOfType(TargetGroupNotFoundException.class)
			.isThrownBy(() -> this.sdk.describeTargetHealth((request) -> request.targetGroupArn("arn:unknown")))
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(400));
	}

	@Test
	void unknownActionIsInvalid() throws Exception {
		URI endpoint = this.loadBalancing.endpoint();
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(endpoint)
				.POST(BodyPublishers.ofString("Action=MakeCoffee&Version=2015-12-01"))
				.build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("<Code>InvalidAction</Code>");
	}

	@Test
	void failWhenAccessIsDeniedConcernsTheActionOnly() {
		this.loadBalancing.fail("DeregisterTargets", Fault.accessDenied());
		assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class).isThrownBy(() -> deregister(target(IP, 8080)))
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(403))
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
		assertThat(allHealth()).isEmpty();
	}

	@Test
	void failWhenThrottledTwiceWorksTheThirdTime() {
		this.loadBalancing.fail("DeregisterTargets", Fault.throttling(), 2);
		assertThat(throttled(() -> deregister(target(IP, 8080)))).isTrue();
		assertThat(throttled(() -> deregister(target(IP, 8080)))).isTrue();
		assertThat(throttled(() -> deregister(target(IP, 8080)))).isFalse();
		assertThat(this.loadBalancing.calls("DeregisterTargets")).extracting(ApiCall::outcome)
			.containsExactly("Throttling", "Throttling", "OK");
	}

	@Test
	void failWhenResetEndsTheConnection() {
		this.loadBalancing.fail("DescribeTargetHealth", Fault.reset());
		assertThatExceptionOfType(SdkClientException.class).isThrownBy(this::allHealth);
	}

	@Test
	void changesAreThrottledBeyondTwentyAndFourPerSecond() {
		assertThat(admitted(30, () -> deregister(target(IP, 8080)))).isEqualTo(20);
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(admitted(10, () -> deregister(target(IP, 8080)))).isEqualTo(4);
		assertThat(admitted(1, this::allHealth)).isEqualTo(1);
	}

	@Test
	void descriptionsAreThrottledBeyondFortyAndTenPerSecond() {
		assertThat(admitted(50, this::allHealth)).isEqualTo(40);
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(admitted(20, this::allHealth)).isEqualTo(10);
	}

	@Test
	void callsRecordsParameters() {
		deregister(target(IP, 8080));
		ApiCall call = this.loadBalancing.calls().get(0);
		assertThat(call.action()).isEqualTo("DeregisterTargets");
		assertThat(call.parameters()).containsEntry("Targets.member.1.Id", IP)
			.containsEntry("Targets.member.1.Port", "8080")
			.containsEntry("TargetGroupArn", this.group.arn());
		assertThat(call.nanoTime()).isEqualTo(this.ticker.getAsLong());
	}

	@Test
	void resetForgetsGroupsFaultsAndCalls() {
		this.loadBalancing.fail("DescribeTargetGroups", Fault.accessDenied());
		this.loadBalancing.reset();
		assertThat(this.sdk.describeTargetGroups().targetGroups()).isEmpty();
		assertThat(this.loadBalancing.calls()).hasSize(1);
	}

	@Test
	void clearGoesBackToTheBeginningButForTheGroups() {
		this.loadBalancing.fail("DescribeTargetGroups", Fault.accessDenied());
		this.loadBalancing.idleTimeout(Duration.ofSeconds(5));
		assertThat(admitted(30, () -> deregister(target(IP, 8080)))).isEqualTo(20);
		this.loadBalancing.clear();
		assertThat(this.loadBalancing.calls()).isEmpty();
		assertThat(this.sdk.describeTargetGroups().targetGroups()).hasSize(1);
		assertThat(admitted(30, () -> deregister(target(IP, 8080)))).isEqualTo(20);
		String balancer = this.sdk.describeTargetGroups().targetGroups().get(0).loadBalancerArns().get(0);
		assertThat(idleTimeout(balancer)).isEqualTo("60");
	}

	private int admitted(int calls, Runnable call) {
		int admitted = 0;
		for (int i = 0; i < calls; i++) {
			admitted += throttled(call) ? 0 : 1;
		}
		return admitted;
	}

	private boolean throttled(Runnable call) {
		try {
			call.run();
			return false;
		}
		catch (AwsServiceException ex) {
			assertThat(ex.isThrottlingException()).isTrue();
			return true;
		}
	}

	private void deregister(TargetDescription target) {
		this.sdk.deregisterTargets((request) -> request.targetGroupArn(this.group.arn()).targets(target));
	}

	private TargetHealthDescription health(TargetDescription target) {
		return this.sdk.describeTargetHealth((request) -> request.targetGroupArn(this.group.arn()).targets(target))
			.targetHealthDescriptions()
			.get(0);
	}

	private List<TargetHealthDescription> allHealth() {
		return this.sdk.describeTargetHealth((request) -> request.targetGroupArn(this.group.arn()))
			.targetHealthDescriptions();
	}

	private static TargetDescription target(String id, int port) {
		return TargetDescription.builder().id(id).port(port).build();
	}

}
