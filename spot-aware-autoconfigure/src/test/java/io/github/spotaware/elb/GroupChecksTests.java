package io.github.spotaware.elb;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.IdleTimeout;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.HealthCheck;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.testsupport.FakeHealthPaths;
import io.github.spotaware.testsupport.FakeTerms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthPathCheck}, {@link SlowHealthCheck}, {@link DelayCheck} and
 * {@link LoadBalancers}.
 */
class GroupChecksTests extends FakeLoadBalancingTestBase {

	private static final String READINESS = "/actuator/health/readiness";

	private static final FakeTerms ON_INSTANCE = new FakeTerms(RecordingDrain.IDENTITY, Duration.ofSeconds(30));

	@ParameterizedTest
	@CsvSource({ "/actuator/health/liveness, WARNING, the same in a drain as before",
			"/actuator/health, INFO, fails with every component", "/, INFO, for the application to answer" })
	void healthCheckThatDoesNotSeeADrainOrSeesMoreIsAFinding(String path, Severity severity, String words)
			throws InterruptedException {
		FakeTargetGroup group = this.elb.group("web", checked(path));
		assertThat(paths(prepared(group), new FakeHealthPaths(), ON_INSTANCE)).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-health-check-path");
			assertThat(finding.severity()).isEqualTo(severity);
			assertThat(finding.message()).contains("'web'", "'%s'".formatted(path), words);
			assertThat(finding.remedy()).contains(group.arn(), "'%s'".formatted(READINESS));
		});
	}

	@Test
	void healthCheckOfTheReadinessIsFine() throws InterruptedException {
		OwnGroups groups = prepared(this.elb.group("web", checked(READINESS)));
		assertThat(groups.all()).hasSize(1);
		assertThat(paths(groups, new FakeHealthPaths(), ON_INSTANCE)).isEmpty();
	}

	@Test
	void healthCheckIsNotJudgedWithoutAPlatformOrAServer() throws InterruptedException {
		OwnGroups groups = prepared(this.elb.group("web", checked("/")));
		assertThat(paths(groups, new FakeHealthPaths(), FakeTerms.of(Platform.NONE))).isEmpty();
		assertThat(paths(groups, null, ON_INSTANCE)).isEmpty();
	}

	@Test
	void healthCheckWhenThereIsNoPathToRecommendSaysSo() throws InterruptedException {
		OwnGroups groups = prepared(this.elb.group("web", checked("/")));
		assertThat(paths(groups, new FakeHealthPaths(null), ON_INSTANCE)).singleElement()
			.satisfies((finding) -> assertThat(finding.remedy()).contains("there is none as yet"));
	}

	@Test
	void healthCheckOfAPortThatIsNotOursIsNotJudged() throws InterruptedException {
		this.elb.aws.fail("DescribeTargetGroups", described("HTTP", "9000", "/actuator/health/liveness"));
		assertThat(paths(prepared(this.elb.group("web")), new FakeHealthPaths(), ON_INSTANCE)).isEmpty();
	}

	@Test
	void healthCheckOfOurPortByItsNumberIsJudged() throws InterruptedException {
		this.elb.aws.fail("DescribeTargetGroups", described("HTTP", "8080", "/actuator/health/liveness"));
		assertThat(paths(prepared(this.elb.group("web")), new FakeHealthPaths(), ON_INSTANCE)).hasSize(1);
	}

	@Test
	void healthCheckThatLooksAtThePortOnlyIsAFinding() throws InterruptedException {
		this.elb.aws.fail("DescribeTargetGroups", described("TCP", "traffic-port", null));
		assertThat(paths(prepared(this.elb.group("web")), new FakeHealthPaths(), ON_INSTANCE)).singleElement()
			.satisfies((finding) -> {
				assertThat(finding.severity()).isEqualTo(Severity.WARNING);
				assertThat(finding.message()).contains("only whether the port is open");
			});
	}

	@Test
	void healthCheckThatIsOffIsNotJudged() throws InterruptedException {
		String answer = ElbFixture.text("elbv2-describe-target-groups.xml")
			.replace("<HealthCheckPath>", "<HealthCheckEnabled>false</HealthCheckEnabled><HealthCheckPath>");
		this.elb.aws.fail("DescribeTargetGroups", new Fault.Malformed(answer));
		OwnGroups groups = prepared(this.elb.group("web"));
		assertThat(paths(groups, new FakeHealthPaths(), ON_INSTANCE)).isEmpty();
		assertThat(slow(groups, properties(false), ON_INSTANCE)).isEmpty();
	}

	@Test
	void healthCheckOfAPortThatLeadsToOursIsJudged() throws InterruptedException {
		InstanceIdentity task = RecordingDrain.task(Platform.ECS_EC2, ElbFixture.ID, List.of(), Map.of(8080, 32768));
		FakeTargetGroup group = this.elb.group("web", checked("/actuator/health/liveness"));
		group.register(ElbFixture.ID, 32768);
		OwnGroups groups = prepared(task, group);
		assertThat(groups.all()).singleElement()
			.satisfies((found) -> assertThat(found.target().port()).isEqualTo(32768));
		assertThat(paths(groups, new FakeHealthPaths(), new FakeTerms(task, Duration.ofSeconds(30)))).hasSize(1);
		InstanceIdentity another = RecordingDrain.task(Platform.ECS_EC2, ElbFixture.ID, List.of(),
				Map.of(80, 32768, 8080, 32769));
		assertThat(paths(groups, new FakeHealthPaths(), new FakeTerms(another, Duration.ofSeconds(30)))).isEmpty();
	}

	@Test
	void slowHealthCheckIsAFindingWhereNothingDeregisters() throws InterruptedException {
		OwnGroups groups = prepared(this.elb.group("web", checked(READINESS, 30, 2)));
		assertThat(slow(groups, properties(false), ON_INSTANCE)).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-health-check-slow");
			assertThat(finding.severity()).isEqualTo(Severity.WARNING);
			assertThat(finding.message()).contains("takes 60 s (2 checks, one every 30 s)", "that is 85 s",
					"leaves 30 s (a test says so)");
			assertThat(finding.remedy()).contains("spot-aware.elb.register", "Prolong it.");
		});
	}

	@Test
	void slowHealthCheckIsFineWhereWeDeregisterOrAnOrchestratorDoes() throws InterruptedException {
		OwnGroups groups = prepared(this.elb.group("web", checked(READINESS, 30, 2)));
		assertThat(slow(groups, properties(true), ON_INSTANCE)).isEmpty();
		assertThat(slow(groups, properties(false), FakeTerms.of(Platform.KUBERNETES))).isEmpty();
		assertThat(slow(groups, properties(false), FakeTerms.of(Platform.ECS_FARGATE))).isEmpty();
		assertThat(slow(groups, properties(false), FakeTerms.of(Platform.NONE))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "35, false", "34, true" })
	void slowHealthCheckIsFineWhereTheGracePeriodIsLongEnough(int grace, boolean found) throws InterruptedException {
		OwnGroups groups = prepared(this.elb.group("web", checked(READINESS, 5, 2)));
		FakeTerms terms = new FakeTerms(RecordingDrain.IDENTITY, Duration.ofSeconds(grace));
		assertThat(slow(groups, properties(false), terms).isEmpty()).isNotEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "0, true", "9, true", "10, false", "120, false" })
	void shortDelayIsAFinding(int seconds, boolean found) throws InterruptedException {
		OwnGroups groups = prepared(this.elb.group("web", delayed(seconds)));
		List<Finding> findings = delays(groups, ON_INSTANCE);
		assertThat(findings.isEmpty()).isNotEqualTo(found);
		assertThat(findings).allSatisfy((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-deregistration-delay-short");
			assertThat(finding.severity()).isEqualTo(Severity.WARNING);
			assertThat(finding.message()).contains("is %d s".formatted(seconds), "of up to 10 s");
		});
	}

	@ParameterizedTest
	@CsvSource({ "EC2, an Auto Scaling group waits", "ECS_FARGATE, ECS waits for it before it sends SIGTERM" })
	void longDelayIsWorthToKnowWhereSomebodyWaitsForIt(Platform platform, String words) throws InterruptedException {
		OwnGroups groups = prepared(this.elb.group("web", delayed(300)));
		assertThat(delays(groups, FakeTerms.of(platform))).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-deregistration-delay-long");
			assertThat(finding.severity()).isEqualTo(Severity.INFO);
			assertThat(finding.message()).contains("is 300 s", words);
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "KUBERNETES", "NONE" })
	void longDelayIsFineElsewhere(Platform platform) throws InterruptedException {
		assertThat(delays(prepared(this.elb.group("web", delayed(300))), FakeTerms.of(platform))).isEmpty();
	}

	@Test
	void delayThatCouldNotBeReadIsNotJudged() throws InterruptedException {
		this.elb.aws.fail("DescribeTargetGroupAttributes", denied());
		assertThat(delays(prepared(this.elb.group("web", delayed(0))), ON_INSTANCE)).isEmpty();
	}

	@Test
	void idleTimeoutIsAskedOfEachLoadBalancerOnce() throws InterruptedException {
		this.elb.aws.idleTimeout(Duration.ofSeconds(75));
		LoadBalancers balancers = new LoadBalancers(prepared(this.elb.group("web"), this.elb.group("api")),
				this.elb.api);
		assertThat(balancers.idleTimeouts()).isEmpty();
		balancers.read();
		balancers.read();
		assertThat(balancers.idleTimeouts()).singleElement().satisfies((timeout) -> {
			assertThat(timeout.loadBalancer()).contains(":loadbalancer/app/");
			assertThat(timeout.duration()).isEqualTo(Duration.ofSeconds(75));
			assertThat(timeout.problem()).isNull();
		});
		assertThat(this.elb.calls("DescribeLoadBalancerAttributes")).hasSize(1);
	}

	@Test
	void idleTimeoutThatWasThrottledIsAskedAgain() throws InterruptedException {
		this.elb.aws.fail("DescribeLoadBalancerAttributes", Fault.throttling(), 1);
		LoadBalancers balancers = new LoadBalancers(prepared(this.elb.group("web")), this.elb.api);
		balancers.read();
		assertThat(balancers.open()).isTrue();
		balancers.read();
		assertThat(balancers.open()).isFalse();
		assertThat(balancers.idleTimeouts()).singleElement().extracting(IdleTimeout::duration).isNotNull();
	}

	@Test
	void idleTimeoutThatMayNotBeReadIsNoProblemOfItsOwn() throws InterruptedException {
		this.elb.aws.fail("DescribeLoadBalancerAttributes", denied());
		LoadBalancers balancers = new LoadBalancers(prepared(this.elb.group("web")), this.elb.api);
		balancers.read();
		assertThat(balancers.idleTimeouts()).singleElement().extracting(IdleTimeout::duration).isNull();
		assertThat(balancers.idleTimeouts().get(0).problem()).contains("DescribeLoadBalancerAttributes",
				"is not allowed");
		assertThat(this.elb.findingIds()).doesNotContain("elb-access-denied");
	}

	@Test
	void idleTimeoutIsNotAskedWhereNobodyRoutes() throws InterruptedException {
		FakeTargetGroup group = this.elb.group("web");
		group.attached(false);
		LoadBalancers balancers = new LoadBalancers(prepared(group), this.elb.api);
		balancers.read();
		assertThat(balancers.idleTimeouts()).isEmpty();
		assertThat(this.elb.calls("DescribeLoadBalancerAttributes")).isEmpty();
	}

	@Test
	void healthChecksTakeAsLongAsThoseOfTheSlowestGroup() throws InterruptedException {
		assertThat(new LoadBalancers(prepared(), this.elb.api).healthCheckLatency()).isNull();
		FakeTargetGroup fast = this.elb.group("web", checked(READINESS, 5, 2));
		FakeTargetGroup slow = this.elb.group("api", checked(READINESS, 30, 3));
		assertThat(new LoadBalancers(prepared(fast, slow), this.elb.api).healthCheckLatency())
			.isEqualTo(Duration.ofSeconds(90));
	}

	private OwnGroups prepared(FakeTargetGroup... groups) throws InterruptedException {
		return prepared(RecordingDrain.IDENTITY, groups);
	}

	private OwnGroups prepared(InstanceIdentity identity, FakeTargetGroup... groups) throws InterruptedException {
		TargetsInGroups targets = this.elb.configured(null, null,
				List.of(groups).stream().map(FakeTargetGroup::arn).toArray(String[]::new));
		this.elb.locatedBy(targets).deregisterTargets().prepare(identity);
		return new OwnGroups(this.elb.book, this.elb.kinds);
	}

	private List<Finding> paths(OwnGroups groups, @Nullable FakeHealthPaths paths, FakeTerms terms) {
		return new HealthPathCheck(groups, properties(false), this.elb.port, () -> paths, terms::known).findings();
	}

	private static List<Finding> slow(OwnGroups groups, ElbProperties properties, FakeTerms terms) {
		return new SlowHealthCheck(groups, properties, terms::known).findings();
	}

	private static List<Finding> delays(OwnGroups groups, FakeTerms terms) {
		Check check = new DelayCheck(groups, () -> Duration.ofSeconds(10), terms::known);
		return check.findings();
	}

	private static ElbProperties properties(boolean register) {
		return new ElbProperties(ElbProperties.Deregister.AUTO, register, List.of(), null, null, true);
	}

	private static TargetGroupSettings checked(String path) {
		return TargetGroupSettings.instance(ElbFixture.PORT).withHealthCheck(HealthCheck.of(path));
	}

	private static TargetGroupSettings checked(String path, int interval, int threshold) {
		return TargetGroupSettings.instance(ElbFixture.PORT)
			.withHealthCheck(new HealthCheck(path, Duration.ofSeconds(interval), Duration.ofSeconds(5), 2, threshold));
	}

	private static TargetGroupSettings delayed(int seconds) {
		return TargetGroupSettings.instance(ElbFixture.PORT).withDeregistrationDelay(Duration.ofSeconds(seconds));
	}

	/**
	 * What AWS answers of a group of instances.
	 */
	private static Fault described(String protocol, String port, @Nullable String path) {
		String answer = ElbFixture.text("elbv2-describe-target-groups.xml")
			.replace(">ip<", ">instance<")
			.replaceFirst("<HealthCheckPath>.*</HealthCheckPath>",
					"<HealthCheckProtocol>%s</HealthCheckProtocol><HealthCheckPort>%s</HealthCheckPort>"
						.formatted(protocol, port)
							+ ((path != null) ? "<HealthCheckPath>%s</HealthCheckPath>".formatted(path) : ""));
		return new Fault.Malformed(answer);
	}

	private static Fault denied() {
		return Fault.accessDenied();
	}

}
