package io.github.spotaware.elb;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PodIdentity;
import io.github.spotaware.Target;
import io.github.spotaware.TargetGroup;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.wire.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TargetsInGroups} in ECS tasks.
 */
class TaskTargetsTests extends FakeLoadBalancingTestBase {

	private static final String IP = "10.0.1.15";

	private static final String INSTANCE = "i-0123456789abcdef0";

	private static final Map<Integer, Integer> MAPPED = Map.of(8080, 32768, 9000, 32769);

	private static final InstanceIdentity BRIDGE = RecordingDrain.task(Platform.ECS_EC2, INSTANCE, List.of(), MAPPED);

	private FakeTargetGroup ips;

	private FakeTargetGroup instances;

	@BeforeEach
	void createGroups() {
		this.ips = this.elb.group("ips", TargetGroupSettings.ip(80));
		this.instances = this.elb.group("instances", TargetGroupSettings.instance(80));
	}

	@Test
	void locateFindsWhatIsRegisteredWhateverItsPort() throws InterruptedException {
		this.ips.register("10.0.1.16", 8080);
		this.ips.register(IP, 15001);
		assertThat(inGroup(this.ips, 8080).locate(RecordingDrain.TASK)).containsExactly(target(this.ips, IP, 15001));
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void locateFindsSeveralTargetsOfTheTask() throws InterruptedException {
		this.ips.register(IP, 8080);
		this.ips.register(IP, 8081);
		assertThat(inGroup(this.ips, 8080).locate(RecordingDrain.TASK))
			.containsExactlyInAnyOrder(target(this.ips, IP, 8080), target(this.ips, IP, 8081));
	}

	@Test
	void locateFindsTheAddressOfAnotherFamily() throws InterruptedException {
		InstanceIdentity task = RecordingDrain.task(Platform.ECS_FARGATE, null, List.of(IP, "2001:db8::1"), Map.of());
		this.ips.register("2001:db8::1", 8080);
		assertThat(inGroup(this.ips, 8080).locate(task)).containsExactly(target(this.ips, "2001:db8::1", 8080));
	}

	@Test
	void locateOnAnInstanceFindsTheTaskByItsPorts() throws InterruptedException {
		this.instances.register(INSTANCE, 32770);
		this.instances.register(INSTANCE, 32769);
		this.instances.register("i-00000000000000001", 32769);
		assertThat(inGroup(this.instances, 8080).locate(BRIDGE))
			.containsExactly(target(this.instances, INSTANCE, 32769));
	}

	@Test
	void locateWhenFoundDoesNotLookAgain() throws InterruptedException {
		this.ips.register(IP, 8080);
		TargetsInGroups targets = inGroup(this.ips, 8080);
		List<Target> first = targets.locate(RecordingDrain.TASK);
		this.ips.register(IP, 9090);
		assertThat(targets.locate(RecordingDrain.TASK)).isEqualTo(first).hasSize(1);
		assertThat(this.elb.actions()).containsExactly("DescribeTargetGroups", "DescribeTargetHealth");
	}

	@Test
	void locateWhenNotFoundComputesAndLooksAgain() throws InterruptedException {
		TargetsInGroups targets = inGroup(this.ips, 8443);
		assertThat(targets.locate(RecordingDrain.TASK)).containsExactly(target(this.ips, IP, 8443));
		this.ips.register(IP, 15001);
		assertThat(targets.locate(RecordingDrain.TASK)).containsExactly(target(this.ips, IP, 15001));
		assertThat(this.elb.actions()).containsExactly("DescribeTargetGroups", "DescribeTargetHealth",
				"DescribeTargetHealth");
	}

	@Test
	void locateWhenOnlyDrainingMayHaveSeenSomebodyBeforeUs() throws InterruptedException {
		this.ips.register(IP, 15001);
		this.ips.deregister(IP, 15001);
		TargetsInGroups targets = inGroup(this.ips, 8080);
		assertThat(targets.locate(RecordingDrain.TASK)).containsExactly(target(this.ips, IP, 15001));
		this.ips.register(IP, 8080);
		assertThat(targets.locate(RecordingDrain.TASK)).containsExactly(target(this.ips, IP, 8080));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			# type,   told by the service, target-port, found at
			ip,       -,                   -,           8080
			ip,       8443,                -,           8443
			ip,       8443,                9999,        9999
			instance, -,                   -,           32768
			instance, 9000,                -,           32769
			instance, 9000,                9999,        9999
			""")
	void locateWhenNotFoundComputesThePort(String type, @Nullable Integer told, @Nullable Integer configured, int port)
			throws InterruptedException {
		boolean ip = type.equals("ip");
		FakeTargetGroup group = ip ? this.ips : this.instances;
		if (told != null) {
			this.elb.inGroupsOf((identity) -> List.of(new TargetGroup(group.arn(), told)));
		}
		TargetsInGroups targets = this.elb.configured(null, configured, group.arn());
		assertThat(targets.locate(ip ? RecordingDrain.TASK : BRIDGE))
			.containsExactly(target(group, ip ? IP : INSTANCE, port));
	}

	@Test
	void locateWhenIdAndPortAreConfiguredDoesNotLook() throws InterruptedException {
		this.ips.register(IP, 8080);
		assertThat(this.elb.configured("10.9.9.9", 9999, this.ips.arn()).locate(RecordingDrain.TASK))
			.containsExactly(target(this.ips, "10.9.9.9", 9999));
		assertThat(this.elb.actions()).containsExactly("DescribeTargetGroups");
	}

	@ParameterizedTest
	@ValueSource(ints = { 8080, 8443 })
	void locateWhenThePortOfTheInstanceIsNotKnownIsAFinding(int port) throws InterruptedException {
		this.instances.register(INSTANCE, 32768);
		InstanceIdentity task = RecordingDrain.task(Platform.ECS_EC2, INSTANCE, List.of(), Map.of(9000, 32769));
		assertThat(inGroup(this.instances, port).locate(task)).isEmpty();
		assertThat(this.elb.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-port-unknown");
			assertThat(finding.message()).contains("'%d'".formatted(port), "'instances'");
			assertThat(finding.remedy()).contains("spot-aware.elb.target-port");
		});
	}

	@Test
	void locateWhenTheInstanceIsNotKnownIsAFindingUntilItIs() throws InterruptedException {
		this.instances.register(INSTANCE, 32768);
		InstanceIdentity task = RecordingDrain.task(Platform.ECS_EC2, null, List.of(), MAPPED);
		TargetsInGroups targets = inGroup(this.instances, 8080);
		assertThat(targets.locate(task)).isEmpty();
		assertThat(this.elb.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-target-id-unknown");
			assertThat(finding.remedy()).contains("metadata service", "spot-aware.elb.target-id");
		});
		assertThat(targets.locate(task.on(RecordingDrain.IDENTITY)))
			.containsExactly(target(this.instances, INSTANCE, 32768));
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void findWhenNothingIsKnownInAGroupIsIncomplete() throws InterruptedException {
		InstanceIdentity task = RecordingDrain.task(Platform.ECS_EC2, null, List.of(), MAPPED);
		assertThat(inGroup(this.instances, 8080).find(task, TargetSurvey.PATIENT).complete()).isFalse();
	}

	@Test
	void locateWhenPerhapsInAGroupCountsOnlyWhatIsFound() throws InterruptedException {
		TargetsInGroups targets = inGroup(this.ips, null);
		Located missed = targets.find(RecordingDrain.TASK, TargetSurvey.PATIENT);
		assertThat(missed.targets()).isEmpty();
		assertThat(missed.complete()).isTrue();
		assertThat(targets.none()).isFalse();
		this.ips.register(IP, 8080);
		assertThat(targets.locate(RecordingDrain.TASK)).containsExactly(target(this.ips, IP, 8080));
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void locateWhenPerhapsInAGroupLooksForWhatIsConfigured() throws InterruptedException {
		this.ips.register(IP, 8080);
		this.ips.register(IP, 9999);
		this.elb.inGroupsOf((identity) -> List.of(new TargetGroup(this.ips.arn(), null)));
		assertThat(this.elb.configured(null, 9999).locate(RecordingDrain.TASK))
			.containsExactly(target(this.ips, IP, 9999));
		assertThat(this.elb.configured(null, 7777).locate(RecordingDrain.TASK)).isEmpty();
	}

	@Test
	void locateWhenPerhapsInAGroupAndNobodyTellsIsIncomplete() throws InterruptedException {
		this.ips.register(IP, 8080);
		this.elb.aws.fail("DescribeTargetHealth", Fault.throttling(), 1);
		Located located = inGroup(this.ips, null).find(RecordingDrain.TASK, TargetSurvey.PATIENT);
		assertThat(located.targets()).isEmpty();
		assertThat(located.complete()).isFalse();
		assertThat(located.sight()).isEqualTo(Sight.DIM);
	}

	@Test
	void locateWhenLookingIsDeniedComputes() throws InterruptedException {
		this.elb.aws.fail("DescribeTargetHealth", Fault.accessDenied());
		Located located = inGroup(this.ips, 8443).find(RecordingDrain.TASK, TargetSurvey.PATIENT);
		assertThat(located.targets()).containsExactly(target(this.ips, IP, 8443));
		assertThat(located.complete()).isTrue();
		assertThat(located.sight()).isEqualTo(Sight.REFUSED);
		assertThat(this.elb.findingIds()).containsExactly("elb-access-denied");
	}

	@Test
	void locateWhenNothingMayBeAskedGuessesByTheTask() throws InterruptedException {
		this.elb.aws.fail("DescribeTargetGroups", Fault.accessDenied());
		this.elb.aws.fail("DescribeTargetHealth", Fault.accessDenied());
		assertThat(inGroup(this.ips, 8080).locate(RecordingDrain.TASK)).containsExactly(target(this.ips, IP, 8080));
		assertThat(this.elb.configured(null, null, this.instances.arn()).locate(BRIDGE))
			.contains(target(this.instances, INSTANCE, 32768));
	}

	@ParameterizedTest
	@CsvSource({ "ip, true", "instance, true", "alb, false" })
	void locateInAGroupOfANetworkLoadBalancerIsAFinding(String type, boolean network) throws InterruptedException {
		this.ips.register(IP, 8080);
		String answer = ElbFixture.text("elbv2-describe-target-groups.xml")
			.replace(">HTTP<", ">TCP<")
			.replace(">ip<", ">%s<".formatted(type));
		this.elb.aws.fail("DescribeTargetGroups", new Fault.Malformed(answer));
		inGroup(this.ips, 8080).locate(RecordingDrain.TASK);
		assertThat(this.elb.findingIds())
			.containsExactly(network ? "elb-network-load-balancer" : "elb-target-type-unsupported");
		if (network) {
			assertThat(this.elb.findings.findings().get(0).remedy()).contains(
					"'deregistration_delay.connection_termination.enabled'", "'deregistration_delay.timeout_seconds'",
					this.ips.arn());
		}
	}

	@Test
	void locateInAPodTakesWhatHasItsAddress() throws InterruptedException {
		this.ips.register(IP, 15001);
		assertThat(inGroup(this.ips, null).locate(pod(IP))).containsExactly(target(this.ips, IP, 15001));
	}

	@Test
	void locateInAPodThatIsNotRegisteredComputes() throws InterruptedException {
		assertThat(this.elb.configured(null, null, this.ips.arn()).locate(pod(IP)))
			.containsExactly(target(this.ips, IP, ElbFixture.PORT));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = INSTANCE)
	void locateInAPodNeverTakesItsNode(@Nullable String told) throws InterruptedException {
		this.instances.register(INSTANCE, 32768);
		TargetsInGroups targets = this.elb.configured(told, 32768, this.instances.arn());
		InstanceIdentity onNode = pod(IP).on(RecordingDrain.IDENTITY);
		assertThat(onNode.instanceId()).isEqualTo(INSTANCE);
		assertThat(targets.locate(onNode)).isEmpty();
		assertThat(this.elb.findingIds()).containsExactly("elb-target-is-node");
	}

	@Test
	void locateInAPodThatMayNotAskDoesNotTakeTheNodeThatIsConfigured() throws InterruptedException {
		this.elb.aws.fail("DescribeTargetGroups", Fault.accessDenied());
		assertThat(this.elb.configured(INSTANCE, 32768, this.instances.arn()).locate(pod(IP))).isEmpty();
		assertThat(this.elb.findingIds()).contains("elb-target-is-node");
	}

	@Test
	void locateInAPodThatMayNotAskGuessesItsAddress() throws InterruptedException {
		this.elb.aws.fail("DescribeTargetGroups", Fault.accessDenied());
		this.elb.aws.fail("DescribeTargetHealth", Fault.accessDenied());
		assertThat(this.elb.configured(null, null, this.ips.arn()).locate(pod(IP)))
			.containsExactly(target(this.ips, IP, ElbFixture.PORT));
	}

	@Test
	void locateInHostModeTakesThePortOfTheContainer() throws InterruptedException {
		InstanceIdentity task = RecordingDrain.task(Platform.ECS_EC2, INSTANCE, List.of(), Map.of());
		InstanceIdentity host = new InstanceIdentity(task.platform(), INSTANCE, null, null, task.region(),
				task.capacity(), Objects.requireNonNull(task.task()).inHostNetwork(true));
		assertThat(inGroup(this.instances, 8080).locate(task)).isEmpty();
		assertThat(inGroup(this.instances, 8080).locate(host)).containsExactly(target(this.instances, INSTANCE, 8080));
	}

	private static InstanceIdentity pod(String address) {
		return new InstanceIdentity(Platform.KUBERNETES, null, address, null, "us-east-1", Capacity.UNKNOWN, null,
				new PodIdentity("shop-1", "shop", "node"));
	}

	private TargetsInGroups inGroup(FakeTargetGroup group, @Nullable Integer port) {
		List<TargetGroup> groups = List.of(new TargetGroup(group.arn(), port));
		return this.elb.inGroupsOf((identity) -> groups).configured(null, null);
	}

	private static Target target(FakeTargetGroup group, String id, int port) {
		return new Target(group.arn(), id, port);
	}

}
