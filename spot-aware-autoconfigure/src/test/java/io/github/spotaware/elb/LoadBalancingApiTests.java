package io.github.spotaware.elb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.github.spotaware.Finding;
import io.github.spotaware.Target;
import io.github.spotaware.aws.LazyClient;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.wire.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadBalancingApi}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoadBalancingApiTests extends FakeLoadBalancingTestBase {

	private static final String DEMO = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/demo/0123456789abcdef";

	private static final Duration LIMIT = Duration.ofSeconds(5);

	@Test
	void kindReturnsWhatTheGroupSays() {
		FakeTargetGroup instance = this.elb.group("a", TargetGroupSettings.instance(8080));
		FakeTargetGroup ip = this.elb.group("b", TargetGroupSettings.ip(8080));
		assertThat(kind(instance.arn())).isEqualTo(new GroupKind(TargetType.INSTANCE, false));
		assertThat(kind(ip.arn())).isEqualTo(new GroupKind(TargetType.IP, false));
	}

	private GroupKind kind(String group) {
		GroupKind kind = Objects.requireNonNull(this.elb.api.kind(group).value());
		return new GroupKind(kind.type(), kind.network());
	}

	@Test
	void kindTellsTheHealthCheckAndTheLoadBalancers() {
		FakeTargetGroup group = this.elb.group("a", TargetGroupSettings.instance(8080));
		GroupKind kind = Objects.requireNonNull(this.elb.api.kind(group.arn()).value());
		assertThat(kind.healthCheck()).isEqualTo(new HealthCheck("HTTP", "/", null, Duration.ofSeconds(1), 2));
		assertThat(kind.applicationLoadBalancers()).hasSize(1).isEqualTo(kind.loadBalancers());
	}

	@Test
	void idleTimeoutReturnsWhatTheLoadBalancerSays() {
		FakeTargetGroup group = this.elb.group("a");
		String balancer = Objects.requireNonNull(this.elb.api.kind(group.arn()).value()).loadBalancers().get(0);
		assertThat(this.elb.api.idleTimeout(group.arn(), balancer).value()).isEqualTo(Duration.ofSeconds(60));
		assertThat(this.elb.api.idleTimeout(group.arn(), balancer + "0").problem()).isNotNull();
		assertThat(this.elb.findingIds()).isEmpty();
	}

	@Test
	void idleTimeoutThatIsNotToldIsNotGuessed() {
		this.elb.aws.fail("DescribeLoadBalancerAttributes", new Fault.Malformed(
				"""
						<DescribeLoadBalancerAttributesResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">
						  <DescribeLoadBalancerAttributesResult><Attributes/></DescribeLoadBalancerAttributesResult>
						</DescribeLoadBalancerAttributesResponse>"""));
		Answer<Duration> answer = this.elb.api.idleTimeout(this.elb.group("a").arn(), "arn:of:a:balancer");
		assertThat(answer.value()).isNull();
		assertThat(Objects.requireNonNull(answer.problem()).answer())
			.endsWith("'idle_timeout.timeout_seconds' is not among the attributes");
	}

	@Test
	void deregistrationDelayReturnsWhatTheGroupSays() {
		FakeTargetGroup group = this.elb.group("a",
				TargetGroupSettings.instance(8080).withDeregistrationDelay(Duration.ofSeconds(17)));
		assertThat(this.elb.api.deregistrationDelay(group.arn()).value()).isEqualTo(Duration.ofSeconds(17));
	}

	@ParameterizedTest
	@CsvSource({ "draining, 10.0.1.15, draining", "initial, 10.0.1.15, initial", "healthy, 10.0.1.15, healthy",
			"instance, i-0123456789abcdef0, healthy", "not-registered, 10.0.1.15, unused", "empty, 10.0.1.15, unused" })
	void healthReturnsTheStateInTheLoadBalancersWord(String fixture, String id, String word) {
		this.elb.aws.fail("DescribeTargetHealth",
				ElbFixture.answer("elbv2-describe-target-health-%s.xml".formatted(fixture)));
		Target target = new Target(DEMO, id, 8080);
		Map<Target, TargetHealth> health = this.elb.api.health(DEMO, List.of(target), LIMIT).value();
		assertThat(health).containsOnlyKeys(target);
		assertThat(health).extractingByKey(target).extracting(TargetHealth::word).isEqualTo(word);
	}

	@Test
	void kindReadsTheFixture() {
		this.elb.aws.fail("DescribeTargetGroups", ElbFixture.answer("elbv2-describe-target-groups.xml"));
		assertThat(kind(DEMO)).isEqualTo(new GroupKind(TargetType.IP, false));
	}

	@ParameterizedTest
	@CsvSource({ "HTTP, false", "HTTPS, false", "TCP, true", "TLS, true", "UDP, true", "TCP_UDP, true", "QUIC, true",
			"TCP_QUIC, true", "GENEVE, false" })
	void kindKnowsNetworkLoadBalancersByTheirProtocols(String protocol, boolean network) {
		String answer = ElbFixture.text("elbv2-describe-target-groups.xml")
			.replace(">HTTP<", ">%s<".formatted(protocol));
		this.elb.aws.fail("DescribeTargetGroups", new Fault.Malformed(answer));
		assertThat(kind(DEMO)).isEqualTo(new GroupKind(TargetType.IP, network));
	}

	@Test
	void deregistrationDelayReadsTheFixture() {
		this.elb.aws.fail("DescribeTargetGroupAttributes",
				ElbFixture.answer("elbv2-describe-target-group-attributes.xml"));
		assertThat(this.elb.api.deregistrationDelay(DEMO).value()).isEqualTo(Duration.ofSeconds(60));
	}

	@Test
	void deregisterAndRegisterReadTheFixtures() {
		List<Target> targets = List.of(new Target(DEMO, "10.0.1.15", 8080));
		this.elb.aws.fail("DeregisterTargets", ElbFixture.answer("elbv2-deregister-targets.xml"));
		this.elb.aws.fail("RegisterTargets", ElbFixture.answer("elbv2-register-targets.xml"));
		assertThat(this.elb.api.deregister(DEMO, targets)).isEqualTo(Answer.of(targets));
		assertThat(this.elb.api.register(DEMO, targets)).isEqualTo(Answer.of(targets));
	}

	@ParameterizedTest
	@CsvSource({ "access-denied, 403, ACCESS_DENIED", "invalid-target, 400, INVALID_TARGET",
			"target-group-not-found, 400, GROUP_NOT_FOUND", "throttling, 400, THROTTLED",
			"throttlingexception, 400, THROTTLED" })
	void callReadsTheFixturesOfErrors(String fixture, int status, Problem.Kind kind) throws IOException {
		byte[] body = ElbFixture.text("elbv2-error-%s.xml".formatted(fixture)).getBytes(StandardCharsets.UTF_8);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		try {
			URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
			assertThat(api(endpoint).deregister(DEMO, List.of(new Target(DEMO, "10.0.1.15", 8080))).problem())
				.isNotNull()
				.extracting(Problem::kind)
				.isEqualTo(kind);
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void healthOfAGroupLeavesOutWhatHasNoPort() {
		String answer = ElbFixture.text("elbv2-describe-target-health-healthy.xml").replaceAll("<Port>8080</Port>", "");
		this.elb.aws.fail("DescribeTargetHealth", new Fault.Malformed(answer));
		assertThat(this.elb.api.health(DEMO, LIMIT).value()).isEmpty();
	}

	@Test
	void healthWhenThereIsNoTimeLeftMakesNoCall() {
		assertThat(this.elb.api.health(DEMO, Duration.ZERO).problem()).isNotNull();
		assertThat(this.elb.api.health(DEMO, Duration.ofSeconds(-1)).problem()).isNotNull();
		assertThat(this.elb.calls()).isEmpty();
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void healthWhenAnotherPortIsListedIsUnused() {
		this.elb.aws.fail("DescribeTargetHealth", ElbFixture.answer("elbv2-describe-target-health-healthy.xml"));
		Target target = new Target(DEMO, "10.0.1.15", 8081);
		assertThat(this.elb.api.health(DEMO, List.of(target), LIMIT).value()).containsEntry(target,
				TargetHealth.NOT_LISTED);
	}

	static Stream<Arguments> problems() {
		return Stream.of(Arguments.of(Fault.accessDenied(), "elb-access-denied", false),
				Arguments.of(Fault.error(403, "Forbidden", "By a policy"), "elb-access-denied", false),
				Arguments.of(Fault.error(403, "InvalidClientTokenId", "The token is invalid"), "elb-unreachable", true),
				Arguments.of(Fault.error(403, "ExpiredToken", "The token has expired"), "elb-unreachable", true),
				Arguments.of(Fault.throttling(), "elb-throttled", true),
				Arguments.of(Fault.error(400, "ThrottlingException", "Rate exceeded"), "elb-throttled", true),
				Arguments.of(Fault.error(400, "TargetGroupNotFound", "Not found"), "elb-target-group-not-found", false),
				Arguments.of(Fault.error(400, "InvalidTarget", "Not in the VPC"), "elb-invalid-target", false),
				Arguments.of(Fault.error(400, "ValidationError", "No"), "elb-refused", false),
				Arguments.of(Fault.error(403, "RequestTimeTooSkewed", "Too skewed"), "elb-unreachable", true),
				Arguments.of(Fault.status(500), "elb-unreachable", true),
				Arguments.of(Fault.status(503), "elb-unreachable", true),
				Arguments.of(Fault.reset(), "elb-unreachable", true));
	}

	@ParameterizedTest
	@MethodSource("problems")
	void callWhenItFailsIsAProblemAndAFinding(Fault fault, String finding, boolean retryable) {
		this.elb.aws.fail("DeregisterTargets", fault);
		Problem problem = this.elb.api.deregister(DEMO, List.of(new Target(DEMO, "i-1", 8080))).problem();
		assertThat(problem).isNotNull().satisfies((it) -> assertThat(it.retryable()).isEqualTo(retryable));
		assertThat(this.elb.findingIds()).containsExactly(finding);
		assertThat(this.elb.actions()).containsExactly("DeregisterTargets");
	}

	@Test
	void callWhenNobodyListensIsAProblem() {
		LoadBalancingApi api = unreachable();
		assertThat(api.deregister(DEMO, List.of(new Target(DEMO, "i-1", 8080))).problem()).isNotNull()
			.extracting(Problem::kind)
			.isEqualTo(Problem.Kind.UNREACHABLE);
	}

	@Test
	void callWhenAnswerIsSlowWaitsForIt() {
		FakeTargetGroup group = this.elb.registered("web");
		this.elb.aws.fail("DeregisterTargets", Fault.slow(Duration.ofMillis(300)));
		assertThat(this.elb.api.deregister(group.arn(), List.of(new Target(group.arn(), "i-1", 8080))).problem())
			.isNull();
	}

	@Test
	void findingNamesActionAndResource() {
		this.elb.aws.fail("DeregisterTargets", Fault.accessDenied());
		this.elb.api.deregister(DEMO, List.of(new Target(DEMO, "i-1", 8080)));
		assertThat(this.elb.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.message()).contains("DeregisterTargets", "'demo'", "is not authorized");
			assertThat(finding.remedy()).contains("'elasticloadbalancing:DeregisterTargets'", "'%s'".formatted(DEMO));
		});
	}

	@Test
	void findingWhenDescribingNamesEveryResource() {
		this.elb.aws.fail("DescribeTargetHealth", Fault.accessDenied());
		this.elb.api.health(DEMO, List.of(new Target(DEMO, "i-1", 8080)), LIMIT);
		assertThat(this.elb.findings.findings()).singleElement()
			.extracting(Finding::remedy)
			.asString()
			.contains("'elasticloadbalancing:DescribeTargetHealth'", "'*'");
	}

	@Test
	void findingGoesAwayWhenTheCallSucceeds(CapturedOutput output) {
		FakeTargetGroup group = this.elb.group("web");
		this.elb.aws.fail("DescribeTargetGroups", Fault.throttling(), 2);
		this.elb.api.kind(group.arn());
		this.elb.api.kind(group.arn());
		assertThat(output.getAll().lines())
			.filteredOn((line) -> line.contains("INFO") && line.contains("elb-throttled: "))
			.hasSize(1);
		this.elb.api.kind(group.arn());
		assertThat(this.elb.findings.findings()).isEmpty();
		assertThat(output).contains("No longer elb-throttled: DescribeTargetGroups on '%s'".formatted(group.arn()));
	}

	@Test
	void findingIsNotAddedWhenInterrupted() {
		LoadBalancingApi api = unreachable();
		Thread.currentThread().interrupt();
		@Nullable Problem problem = api.kind(DEMO).problem();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(problem).isNotNull();
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	private LoadBalancingApi unreachable() {
		return api(URI.create("http://127.0.0.1:1"));
	}

	private LoadBalancingApi api(URI endpoint) {
		return new LoadBalancingApi(new LazyClient<>(ElbFixture.none(ElasticLoadBalancingV2Client.class),
				ElasticLoadBalancingV2Client::builder, new ElbFixture.TestSetup(endpoint)), this.elb.findings);
	}

}
