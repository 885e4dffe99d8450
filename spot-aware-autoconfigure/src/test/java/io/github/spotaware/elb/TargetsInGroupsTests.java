package io.github.spotaware.elb;

import java.util.Set;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.Target;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.wire.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TargetsInGroups}.
 */
class TargetsInGroupsTests extends FakeLoadBalancingTestBase {

	private static final String LAMBDA = """
			<DescribeTargetGroupsResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">
			<DescribeTargetGroupsResult><TargetGroups><member><TargetType>%s</TargetType></member></TargetGroups>
			</DescribeTargetGroupsResult></DescribeTargetGroupsResponse>""";

	@Test
	void locateReturnsTheIdByTheTypeOfEachGroup() throws InterruptedException {
		FakeTargetGroup instance = this.elb.group("a", TargetGroupSettings.instance(80));
		FakeTargetGroup ip = this.elb.group("b", TargetGroupSettings.ip(80));
		assertThat(this.elb.configured(null, null, instance.arn(), ip.arn()).locate(RecordingDrain.IDENTITY))
			.containsExactly(new Target(instance.arn(), "i-0123456789abcdef0", 8080),
					new Target(ip.arn(), "10.0.1.15", 8080));
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void locateWhenIdAndPortAreConfiguredReturnsThem() throws InterruptedException {
		FakeTargetGroup group = this.elb.group("a");
		assertThat(this.elb.configured("10.9.9.9", 9999, group.arn()).locate(RecordingDrain.IDENTITY))
			.containsExactly(new Target(group.arn(), "10.9.9.9", 9999));
	}

	@Test
	void locateAsksOnceForEachGroup() throws InterruptedException {
		FakeTargetGroup group = this.elb.group("a");
		TargetsInGroups targets = this.elb.configured(null, null, group.arn());
		targets.locate(RecordingDrain.IDENTITY);
		targets.locate(RecordingDrain.IDENTITY);
		assertThat(this.elb.aws.calls()).singleElement().satisfies((call) -> {
			assertThat(call.action()).isEqualTo("DescribeTargetGroups");
			assertThat(call.parameters()).containsValue(group.arn());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lambda", "alb", "something-new" })
	void locateWhenTypeIsNotForApplicationsIsAFinding(String type) throws InterruptedException {
		FakeTargetGroup group = this.elb.group("a");
		this.elb.aws.fail("DescribeTargetGroups", new Fault.Malformed(LAMBDA.formatted(type)));
		assertThat(this.elb.configured("i-1", 80, group.arn()).locate(RecordingDrain.IDENTITY)).isEmpty();
		assertThat(this.elb.findingIds()).containsExactly("elb-target-type-unsupported");
	}

	@Test
	void locateWhenThereIsNoWebServerIsAFinding() throws InterruptedException {
		FakeTargetGroup group = this.elb.group("a");
		this.elb.port = new ServerPort();
		assertThat(this.elb.configured(null, null, group.arn()).locate(RecordingDrain.IDENTITY)).isEmpty();
		assertThat(this.elb.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-port-unknown");
			assertThat(finding.remedy()).contains("spot-aware.elb.target-port");
		});
	}

	@Test
	void locateWhenIdentityIsNotKnownIsAFindingUntilItIs() throws InterruptedException {
		FakeTargetGroup group = this.elb.group("a");
		TargetsInGroups targets = this.elb.configured(null, null, group.arn());
		assertThat(targets.locate(InstanceIdentity.unknown(Platform.EC2))).isEmpty();
		assertThat(this.elb.findingIds()).containsExactly("elb-target-id-unknown");
		assertThat(targets.locate(RecordingDrain.IDENTITY)).hasSize(1);
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void locateWhenGroupDoesNotExistReturnsTheOthers() throws InterruptedException {
		FakeTargetGroup group = this.elb.group("a");
		String gone = group.arn() + "0";
		assertThat(this.elb.configured(null, null, gone, group.arn()).locate(RecordingDrain.IDENTITY))
			.extracting(Target::group)
			.containsExactly(group.arn());
		assertThat(this.elb.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-target-group-not-found");
			assertThat(finding.remedy()).contains("spot-aware.elb.target-group-arns", gone);
		});
	}

	@Test
	void kindThatIsNotToldWhenWeAreFoundIsLearnedWithTheSettings() throws InterruptedException {
		FakeTargetGroup group = this.elb.group("a");
		this.elb.aws.fail("DescribeTargetGroups", Fault.throttling(), 2);
		TargetsInGroups targets = this.elb.configured(null, null, group.arn());
		OwnGroups groups = new OwnGroups(this.elb.book, this.elb.kinds);
		GroupSettings settings = new GroupSettings(this.elb.api, this.elb.book, this.elb.kinds,
				new LoadBalancers(groups, this.elb.api));
		this.elb.book.locate(Set.copyOf(targets.locate(RecordingDrain.IDENTITY)), true);
		settings.read();
		assertThat(settings.open()).isTrue();
		assertThat(groups.all()).isEmpty();
		settings.read();
		assertThat(settings.open()).isFalse();
		assertThat(groups.all()).singleElement().extracting(OwnGroups.Group::arn).isEqualTo(group.arn());
		assertThat(this.elb.findings.findings()).isEmpty();
	}

	@Test
	void locateWhenDescribingIsDeniedGuessesAndDoesNotAskAgain() throws InterruptedException {
		FakeTargetGroup group = this.elb.group("a");
		this.elb.aws.fail("DescribeTargetGroups", Fault.accessDenied());
		TargetsInGroups targets = this.elb.configured(null, null, group.arn());
		targets.locate(RecordingDrain.IDENTITY);
		assertThat(targets.locate(RecordingDrain.IDENTITY)).extracting(Target::id)
			.containsExactly("i-0123456789abcdef0");
		assertThat(this.elb.actions()).hasSize(1);
		assertThat(this.elb.findings.findings()).extracting(Finding::id).containsExactly("elb-access-denied");
	}

	@Test
	void locateWhenThrottledGuessesUntilItKnows() throws InterruptedException {
		FakeTargetGroup group = this.elb.group("a", TargetGroupSettings.ip(80));
		this.elb.aws.fail("DescribeTargetGroups", Fault.throttling(), 1);
		TargetsInGroups targets = this.elb.configured(null, null, group.arn());
		assertThat(targets.locate(RecordingDrain.IDENTITY)).extracting(Target::id)
			.containsExactly("i-0123456789abcdef0");
		assertThat(targets.locate(RecordingDrain.IDENTITY)).extracting(Target::id).containsExactly("10.0.1.15");
		assertThat(this.elb.findings.findings()).isEmpty();
	}

}
