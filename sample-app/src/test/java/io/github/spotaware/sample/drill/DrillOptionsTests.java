package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DrillOptions}.
 */
class DrillOptionsTests {

	@Test
	void parseWhenNothingIsGivenHasDefaults() {
		DrillOptions options = parse();
		assertThat(options).isEqualTo(new DrillOptions(Duration.ofSeconds(10), Arrivals.perSecond(300), 6, 0.02,
				Duration.ofSeconds(40), Duration.ofSeconds(30), Duration.ofSeconds(5), null, 42, Fault.NONE, 1,
				EnumSet.of(Mode.SPOT_AWARE, Mode.PLAIN), null, false, false, null, null, Server.TOMCAT, false));
	}

	@Test
	void parseTakesBothFormsOfAnOption() {
		DrillOptions options = parse("--lag=2500ms", "--rate", "50", "--prober-only");
		assertThat(options.lag()).isEqualTo(Duration.ofMillis(2500));
		assertThat(options.arrivals().perSecond()).isEqualTo(50);
		assertThat(options.proberOnly()).isTrue();
	}

	@Test
	void parseWhenRestartIsAskedForNamesIt() {
		assertThat(parse().event()).isEqualTo("interruption");
		assertThat(parse("--restart").restart()).isTrue();
		assertThat(parse("--restart").event()).isEqualTo("restart");
	}

	@Test
	void parseWhenTheDelayIsShortHasALongerLag() {
		DrillOptions options = parse("--fault", "short-delay");
		assertThat(options.lag()).isEqualTo(Duration.ofSeconds(15));
		assertThat(options.deregistrationDelay()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void parseWhenThereAreManyNodesLimitsTheDefaultThinShare() {
		assertThat(parse("--nodes", "1").thinShare()).isEqualTo(0.02);
		assertThat(parse("--thin-share", "2.5%").thinShare()).isEqualTo(0.025);
	}

	@Test
	void parseWhenOnlyOneHalfIsAskedForHasThatMode() {
		assertThat(parse("--only", "plain").modes()).containsExactly(Mode.PLAIN);
		assertThat(parse("--only", "spot-aware").modes()).containsExactly(Mode.SPOT_AWARE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--lag 121           | Option '--lag' cannot be '121': use 0 s to 120 s
					--lag soon          | Option '--lag' cannot be 'soon': use seconds or a unit, as in '10', '10s', '500ms' or '2m'
					--rate 0            | Option '--rate' cannot be '0': use a whole number from 1 to 2000
					--rate 1e3          | Option '--rate' cannot be '1e3': use a whole number from 1 to 2000
					--nodes 17          | Option '--nodes' cannot be '17': use a whole number from 1 to 16
					--notice 5s         | Option '--notice' cannot be '5s': use 10 s to 120 s
					--thin-share 40%    | Option '--thin-share' cannot be '40%': use a percentage above 0 and at most an equal share, 16.6%
					--thin-share 0      | Option '--thin-share' cannot be '0': use a percentage above 0 and at most an equal share, 16.6%
					--seed x            | Option '--seed' cannot be 'x': use a whole number
					--server undertow   | Option '--server' cannot be 'undertow': use one of tomcat, jetty, reactor-netty
					--chaos 3 | Option '--chaos' cannot be given: give nothing but --seed beside it
					--sigterm           | Option '--sigterm' cannot be given: use it with --matrix
					--lags 0,10         | Option '--lags' cannot be given: use it with --matrix
					--report /tmp/x     | Option '--report' cannot be given: use it with --matrix
					--only both         | Option '--only' cannot be 'both': use one of spot-aware, plain
					--csv /             | Option '--csv' cannot be '/': use a file that can be written, in a directory that can be
					--rate              | Option '--rate' needs a value
					--restart=false     | Option '--restart' takes no value: give it alone, or leave it out
					--prober-only --csv a.csv | Option '--csv' cannot be given: it says nothing beside '--prober-only'
					--restart --duration 9 | Option '--duration' cannot be given: it says nothing beside '--restart'
					--restart --fault both-interrupted | Option '--fault' cannot be 'both-interrupted': one of them is restarted: leave out --restart
					--platform kubernetes --notice 30 | Option '--notice' cannot be given: a pod gets no notice: use --grace-period
					--platform kubernetes --path service --lag 3 | Option '--lag' cannot be given: it is about load balancers: leave out --path service
					--colour red        | Unknown option '--colour'
					--platform lambda   | Option '--platform' cannot be 'lambda': use ec2, ecs-fargate, ecs-ec2 or kubernetes
					--stop-timeout 30   | Option '--stop-timeout' cannot be given: it is about tasks: use it with --platform ecs-fargate or ecs-ec2
					--deployment        | Option '--deployment' cannot be given: it is about tasks: use it with --platform ecs-fargate or ecs-ec2
					--platform ecs-ec2 --stop-timeout 121 | Option '--stop-timeout' cannot be '121': use 2 s to 120 s
					--platform ecs-ec2 --ecs-lag -61s | Option '--ecs-lag' cannot be '-61s': use -60 s to 60 s
					--grace-period 30 | Option '--grace-period' cannot be given: it is about pods: use it with --platform kubernetes
					--platform ecs-ec2 --rollout | Option '--rollout' cannot be given: it is about pods: use it with --platform kubernetes
					--platform kubernetes --stop-timeout 30 | Option '--stop-timeout' cannot be given: it is about tasks: use it with --platform ecs-fargate or ecs-ec2
					--platform kubernetes --path nlb | Option '--path' cannot be 'nlb': use alb or service
					--platform kubernetes --callers 5 | Option '--callers' cannot be given: use it with --path service
					--platform kubernetes --endpoint-lag 61 | Option '--endpoint-lag' cannot be '61': use -60 s to 60 s
					--platform kubernetes --restart | Option '--restart' cannot be given: it is about instances: leave out --platform
					--platform kubernetes --only ignoring | Option '--only' cannot be 'ignoring': use one of spot-aware, plain, pre-stop
					--platform ecs-ec2 --restart | Option '--restart' cannot be given: it is about instances: leave out --platform
					--platform ecs-ec2 --idle | Option '--idle' cannot be given: use it with --deployment
					--platform ecs-ec2 --fault throttled | Option '--fault' cannot be 'throttled': it is about instances: leave out --platform
					""")
	void parseWhenAnOptionIsWrongSaysWhatIsRight(String arguments, String message) {
		assertThatExceptionOfType(BadOptionException.class).isThrownBy(() -> parse(arguments.split(" ")))
			.withMessage(message);
	}

	@Test
	void parseWhenItIsAboutTasksComparesFourWays() {
		DrillOptions options = parse("--platform", "ecs-fargate", "--ecs-lag", "-5s", "--stop-timeout", "30");
		assertThat(options.modes()).containsExactly(Mode.SPOT_AWARE, Mode.WITHOUT_CALLS, Mode.PLAIN, Mode.IGNORING);
		assertThat(options.lag()).isEqualTo(Duration.ofSeconds(5));
		assertThat(options.task()).isEqualTo(new TaskOptions(TaskOptions.LaunchType.FARGATE, Duration.ofSeconds(30),
				Duration.ofSeconds(-5), false, false));
		assertThat(options.time()).isEqualTo("stopTimeout 30.00 s, ECS deregisters it 5.00 s before SIGTERM");
	}

	@Test
	void parseWhenItIsAboutPodsComparesThreeWays() {
		DrillOptions options = parse("--platform", "kubernetes", "--endpoint-lag", "-5s", "--path", "service");
		assertThat(options.modes()).containsExactly(Mode.SPOT_AWARE, Mode.PLAIN, Mode.PRE_STOP);
		assertThat(options.task()).isNull();
		assertThat(options.pod()).isEqualTo(new PodOptions(Duration.ofSeconds(30), Duration.ofSeconds(-5),
				PodOptions.Way.SERVICE, 20, false, Duration.ofSeconds(5), 2));
		assertThat(options.event()).isEqualTo("deletion");
		assertThat(options.way()).isEqualTo("by 20 callers through kube-proxy");
		assertThat(options.time())
			.isEqualTo("grace period 30.00 s, controllers have taken the pod out 5.00 s before SIGTERM");
		assertThat(options.circumstances()).isEqualTo("kubernetes");
	}

	@Test
	void parseWhenPodsAreRolledOutHasThree() {
		DrillOptions options = parse("--platform", "kubernetes", "--rollout", "--grace-period", "60");
		assertThat(options.pod()).isEqualTo(new PodOptions(Duration.ofMinutes(1), Duration.ofSeconds(5),
				PodOptions.Way.ALB, 20, true, Duration.ofSeconds(5), 2));
		assertThat(Objects.requireNonNull(options.pod()).replicas()).isEqualTo(3);
		assertThat(options.event()).isEqualTo("rollout");
		assertThat(options.way()).isEqualTo("over 6 nodes, the last lets go after 3.00 s");
	}

	@Test
	void parseWhenEcsNeverDeregistersSaysWhatThatMeans() {
		assertThat(parse("--platform", "ecs-fargate", "--ecs-lag", "never").time())
			.isEqualTo("stopTimeout 120.00 s, ECS never deregisters it");
		assertThat(parse("--platform", "ecs-ec2", "--ecs-lag", "never").time())
			.isEqualTo("ECS does not stop it (Spot draining is off)");
		assertThat(parse("--platform", "ecs-ec2", "--deployment").event()).isEqualTo("deployment");
	}

	@Test
	void parseWhenTheFaultIsUnknownListsTheFaults() {
		assertThatExceptionOfType(BadOptionException.class).isThrownBy(() -> parse("--fault", "fire"))
			.withMessage(
					"Option '--fault' cannot be 'fire': use one of none, access-denied, throttled, throttled-throughout, wrong-port, "
							+ "health-checks-only, short-delay, both-interrupted");
	}

	private static DrillOptions parse(String... arguments) {
		return DrillOptions.parse(List.of(arguments), 42);
	}

}
