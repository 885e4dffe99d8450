package io.github.spotaware.ecs;

import java.io.IOException;
import java.util.List;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.TargetGroup;
import io.github.spotaware.aws.UntoldException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ServiceTargetGroups}.
 */
class ServiceTargetGroupsTests {

	private static final InstanceIdentity STANDALONE = EcsFixture.identity(Platform.ECS_FARGATE, null,
			List.of("10.0.1.15"));

	private EcsFixture ecs;

	@BeforeEach
	void open() throws IOException {
		this.ecs = new EcsFixture();
	}

	@AfterEach
	void close() {
		this.ecs.close();
	}

	@Test
	void locateReturnsTheGroupsOfTheServiceAndAsksOnce() throws Exception {
		this.ecs.aws.answerWith("DescribeServices", "ecs-describe-services.json");
		List<TargetGroup> expected = List.of(new TargetGroup(EcsFixture.GROUP, 8080));
		assertThat(this.ecs.groups.locate(EcsFixture.fargate())).isEqualTo(expected);
		assertThat(this.ecs.groups.locate(EcsFixture.fargate())).isEqualTo(expected);
		assertThat(this.ecs.aws.requests()).containsExactly("DescribeServices");
	}

	@Test
	void locateReturnsOthersInWhichTheTaskMayBeWithoutAPort() throws Exception {
		this.ecs.service("""
				"loadBalancers":[
				{"targetGroupArn":"arn:blue","containerName":"app","containerPort":8080,
				"advancedConfiguration":{"alternateTargetGroupArn":"arn:green"}},
				{"targetGroupArn":"arn:api","containerName":"proxy","containerPort":9090},
				{"loadBalancerName":"classic","containerName":"app","containerPort":8080}]""");
		assertThat(this.ecs.groups.locate(EcsFixture.fargate())).containsExactly(new TargetGroup("arn:blue", null),
				new TargetGroup("arn:api", 9090), new TargetGroup("arn:green", null));
	}

	@Test
	void locateWhereTaskSetsHaveTheirOwnReturnsNoneForCertain() throws Exception {
		this.ecs.service("""
				"loadBalancers":[{"targetGroupArn":"arn:blue","containerName":"app","containerPort":8080}],
				"taskSets":[
				{"loadBalancers":[{"targetGroupArn":"arn:blue","containerPort":8080}]},
				{"loadBalancers":[{"targetGroupArn":"arn:green","containerPort":8080}]}]""");
		assertThat(this.ecs.groups.locate(EcsFixture.fargate())).containsExactly(new TargetGroup("arn:blue", null),
				new TargetGroup("arn:green", null));
	}

	@Test
	void locateWithoutATargetGroupReturnsNone() throws Exception {
		this.ecs.service("\"loadBalancers\":[]");
		assertThat(this.ecs.groups.locate(EcsFixture.fargate())).isEmpty();
	}

	@Test
	void locateWhenDeniedFailsAndAsksAgain() throws Exception {
		this.ecs.aws.deny("DescribeServices").answerWith("DescribeServices", "ecs-describe-services.json");
		assertThatExceptionOfType(UntoldException.class).isThrownBy(() -> this.ecs.groups.locate(EcsFixture.fargate()))
			.withMessage("DescribeServices is not allowed")
			.satisfies((ex) -> assertThat(UntoldException.hopeful(ex)).isFalse());
		assertThat(this.ecs.groups.locate(EcsFixture.fargate())).hasSize(1);
	}

	@Test
	void locateForATaskOfNoServiceReturnsNoneAndAsksOnce() throws Exception {
		this.ecs.aws.answer("DescribeTasks", ScriptedEcs.fixture("ecs-describe-tasks-fargate-ondemand.json")
			.replace("service:demo-svc", "family:demo"));
		assertThat(this.ecs.groups.locate(STANDALONE)).isEmpty();
		assertThat(this.ecs.groups.locate(STANDALONE)).isEmpty();
		assertThat(this.ecs.aws.requests()).containsExactly("DescribeTasks");
	}

	@Test
	void locateForATaskThatWasDescribedAsOfNoServiceAsksNobody() throws Exception {
		this.ecs.aws
			.answer("DescribeTasks",
					ScriptedEcs.fixture("ecs-describe-tasks-fargate-ondemand.json")
						.replace("service:demo-svc", "family:demo"))
			.answerWith("DescribeTaskDefinition", "ecs-describe-task-definition.json");
		this.ecs.describer.describe(STANDALONE);
		assertThat(this.ecs.groups.locate(STANDALONE)).isEmpty();
		assertThat(this.ecs.aws.requests()).containsExactly("DescribeTasks", "DescribeTaskDefinition");
	}

	@Test
	void locateWhenItIsNotKnownWhetherThereIsAServiceFails() throws Exception {
		this.ecs.aws.deny("DescribeTasks");
		assertThatExceptionOfType(UntoldException.class).isThrownBy(() -> this.ecs.groups.locate(STANDALONE))
			.withMessage("DescribeTasks is not allowed");
	}

	@Test
	void locateWhenTheServiceIsGoneFails() throws Exception {
		this.ecs.aws.answer("DescribeServices", "{\"services\":[],\"failures\":[{\"reason\":\"MISSING\"}]}");
		assertThatExceptionOfType(UntoldException.class).isThrownBy(() -> this.ecs.groups.locate(EcsFixture.fargate()))
			.withMessage("DescribeServices finds nothing");
		assertThat(this.ecs.findingIds()).containsExactly("ecs-not-found");
	}

	@Test
	void locateElsewhereReturnsNone() throws Exception {
		assertThat(this.ecs.groups.locate(InstanceIdentity.unknown(Platform.EC2))).isEmpty();
		assertThat(this.ecs.aws.requests()).isEmpty();
	}

	@Test
	void locateWhenTheArnIsNotKnownFails() throws Exception {
		assertThatExceptionOfType(UntoldException.class)
			.isThrownBy(() -> this.ecs.groups.locate(InstanceIdentity.unknown(Platform.ECS_FARGATE)));
	}

}
