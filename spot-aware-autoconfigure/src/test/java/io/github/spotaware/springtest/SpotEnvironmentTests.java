package io.github.spotaware.springtest;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotaware.test.elb.ApiCall;
import io.github.spotaware.test.environment.Interruption;
import io.github.spotaware.test.environment.Load;
import io.github.spotaware.test.environment.SpotAction;
import io.github.spotaware.test.environment.SpotEnvironment;
import io.github.spotaware.test.environment.SpotEnvironmentInitializer;
import io.github.spotaware.test.imds.MetadataPath;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SpotEnvironment} with applications that the test starts itself.
 */
class SpotEnvironmentTests {

	private static final Duration NOTICE = Duration.ofSeconds(6);

	private static final String[] OWN = { "--server.port=0", "--spring.main.web-application-type=servlet",
			"--spring.cloud.aws.imds.enabled=false", "--spot-aware.drain.settle=900ms" };

	@Test
	void applicationStartedByTheTestLosesNothingAndLeavesNothingBehind() {
		Map<String, String> before = properties();
		Set<Thread> threads = threads();
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext orders = production().run(ec2.arguments(OWN))) {
			assertThat(orders.getEnvironment().getProperty("spot-aware.drain.settle")).isEqualTo("900ms");
			assertThat(orders.containsBean("sqsQueueInPod")).isFalse();
			ec2.underLoad(Load.get("/orders/1")).interrupt().assertNothingLost().assertDrainedInTime();
			String port = orders.getEnvironment().getProperty("local.server.port");
			assertThat(ec2.loadBalancing().calls("DeregisterTargets")).hasSize(1)
				.extracting(ApiCall::toString)
				.allMatch((call) -> call.contains(ec2.instance().id()) && call.contains(port));
		}
		assertThat(properties()).isEqualTo(before);
		// Idle threads end after five seconds; the close is looked after until its
		// deadline.
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(threads()).filteredOn((thread) -> !threads.contains(thread))
				.extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("vert.x") || name.startsWith("spot-aware")));
	}

	@Test
	void argumentsWhenOneIsForTheEnvironmentFails() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2()) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> ec2.arguments("--spot-aware.elb.target-group-arns[0]=arn"))
				.withMessage("'--spot-aware.elb.target-group-arns[0]=arn' is for the environment to set");
			assertThatIllegalArgumentException().isThrownBy(() -> ec2.arguments("--spot-aware.in-tests=false"))
				.withMessage("'--spot-aware.in-tests=false' is for the environment to set");
		}
	}

	@Test
	void startWhenTheEnvironmentIsClosedFails() {
		SpotEnvironment ec2 = SpotEnvironment.ec2();
		ec2.close();
		assertThatIllegalStateException()
			.isThrownBy(() -> SpringApplication.run(Orders.class, ec2.arguments(OWN)).close())
			.withMessageContaining("there is no such SpotEnvironment: it may be closed");
	}

	@Test
	void announceWhenTheApplicationHasStoppedFails() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2()) {
			assertThatIllegalStateException().isThrownBy(ec2::announce)
				.withMessageStartingWith("No application has started with this environment");
			SpringApplication.run(Orders.class, ec2.arguments(OWN)).close();
			assertThatIllegalStateException().isThrownBy(ec2::announce).withMessage("The application has stopped");
		}
	}

	@Test
	void initializerWhenTheStartFailsLeavesNothingBehind() {
		Set<Thread> threads = threads();
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Orders.class).initializers(new SpotEnvironmentInitializer())
				.run("--server.port=0", "--spring.main.web-application-type=servlet",
						"--spring.cloud.aws.imds.enabled=false", "--spot-aware.drain.settle=never")
				.close());
		// Idle threads end after five seconds; the close is looked after until its
		// deadline.
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(threads()).filteredOn((thread) -> !threads.contains(thread))
				.extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("vert.x") || name.startsWith("spot-aware")));
	}

	@Test
	void interruptionOfOneApplicationIsForGoodForTheOthersInTheJvm() {
		try (SpotEnvironment first = SpotEnvironment.ec2();
				SpotEnvironment second = SpotEnvironment.ec2();
				ConfigurableApplicationContext one = SpringApplication.run(Orders.class, first.arguments(OWN));
				ConfigurableApplicationContext other = SpringApplication.run(Orders.class, second.arguments(OWN))) {
			assertThat(List.of(one, other)).allMatch(ConfigurableApplicationContext::isActive);
			second.announce(SpotAction.STOP, NOTICE);
			second.awaitDrained();
			first.awaitDrained();
			assertThat(second.restore()).isTrue();
			assertThat(first.restore()).isTrue();
			second.interrupt();
			first.awaitDrained();
			assertThat(second.restore()).isFalse();
			assertThat(first.restore()).isFalse();
		}
	}

	@Test
	void terminationNobodyHeardAndFaultsAreForgotten() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext orders = SpringApplication.run(Orders.class, ec2.arguments(OWN))) {
			ec2.instance().metadataEnabled(false);
			ec2.instance().autoScalingState("Terminated");
			await().until(() -> ec2.instance().calls().stream().anyMatch((call) -> call.status() == 403));
			ec2.announce();
			assertThat(ec2.restore()).isTrue();
			assertThat(orders.isActive()).isTrue();
			// It asks as often as before, and has heard that nothing is announced.
			assertThat(ec2.instance().calls())
				.filteredOn((call) -> call.path().equals(MetadataPath.INSTANCE_ACTION) && call.status() == 404)
				.hasSizeGreaterThanOrEqualTo(3);
			// Its token is still valid, or the next test would wait again.
			assertThat(ec2.instance().calls()).noneMatch((call) -> call.status() == 401);
			ec2.announce(SpotAction.STOP, NOTICE);
			assertThat(ec2.awaitDrained().drainedInTime()).isTrue();
			assertThat(ec2.restore()).isTrue();
		}
	}

	@Test
	void rebalanceUnderLoadIsWaitedFor() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext orders = SpringApplication.run(Orders.class, ec2.arguments(OWN))) {
			Interruption interruption = ec2.underLoad(Load.get("/orders/1")).during(ec2::rebalance);
			interruption.assertNothingLost();
			assertThat(interruption.toString()).contains("rebalance recommendation", "at-risk");
			assertThat(ec2.restore()).isTrue();
			assertThat(orders.isActive()).isTrue();
		}
	}

	@Test
	void rebalanceThatDrainsIsWaitedForAndTheNoticeFindsTheApplicationDrained() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext orders = production()
					.run(ec2.arguments(withOwn("--spot-aware.rebalance=drain")))) {
			ec2.underLoad(Load.get("/orders/1")).during(ec2::rebalance).assertNothingLost().assertDrainedInTime();
			Interruption noticed = ec2.interrupt();
			assertThat(noticed.assertDrainedInTime().drainedAfter()).isZero();
			assertThat(noticed.toString()).contains("0.00 s  drained before that");
			assertThat(orders.isActive()).isTrue();
			assertThatIllegalStateException().isThrownBy(() -> ec2.underLoad(Load.get("/orders/1")).interrupt())
				.withMessageStartingWith("The application, which is drained, is not in service: ");
		}
	}

	private static String[] withOwn(String argument) {
		return Stream.concat(Stream.of(OWN), Stream.of(argument)).toArray(String[]::new);
	}

	/**
	 * Has properties that fit no test.
	 */
	private static SpringApplicationBuilder production() {
		return new SpringApplicationBuilder(Orders.class).properties("spot-aware.elb.target-port=80",
				"spot-aware.elb.target-id=i-1", "spot-aware.drain.settle=20s", "spot-aware.sqs.queue=events",
				"spot-aware.elb.target-group-arns[0]=arn:aws:elasticloadbalancing:eu-central-1:123456789012:"
						+ "targetgroup/shop/0123456789abcdef",
				"spot-aware.elb.target-group-arns[1]=arn:aws:elasticloadbalancing:eu-central-1:123456789012:"
						+ "targetgroup/shop/0123456789abcdee");
	}

	/**
	 * Leave out what Tomcat sets.
	 */
	private static Map<String, String> properties() {
		return System.getProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> !name.startsWith("catalina."))
			.collect(Collectors.toMap((name) -> name, System::getProperty));
	}

	private static Set<Thread> threads() {
		Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
		return new HashSet<>(all.keySet());
	}

}
