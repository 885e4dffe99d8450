package io.github.spotaware.springtest;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.github.spotaware.test.environment.Interruption;
import io.github.spotaware.test.environment.Load;
import io.github.spotaware.test.environment.SpotAction;
import io.github.spotaware.test.environment.SpotEnvironment;
import io.github.spotaware.test.junit.SpotAwareTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

import static io.github.spotaware.test.environment.InterruptionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SpotAwareTest} with a servlet application on Tomcat.
 */
@SpringBootTest(classes = Orders.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=servlet", "spring.cloud.aws.imds.enabled=false",
				"spot-aware.drain.quiet-period=400ms" },
		args = "--spot-aware.imds.poll-interval=100ms")
@SpotAwareTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpotAwareTestTests {

	private static final Set<ConfigurableApplicationContext> SEEN = new HashSet<>();

	private static final Duration SHORT = Duration.ofSeconds(7);

	@Autowired
	private ConfigurableApplicationContext context;

	@Autowired
	private Orders orders;

	@Test
	@Order(1)
	void propertiesOfTheTestWinOverTheDefaultsButNotOverTheEnvironment(@Autowired Environment environment) {
		SEEN.add(this.context);
		assertThat(environment.getProperty("spot-aware.drain.quiet-period")).isEqualTo("400ms");
		assertThat(environment.getProperty("spot-aware.imds.poll-interval")).isEqualTo("100ms");
		assertThat(environment.getProperty("spot-aware.drain.settle")).isEqualTo("1s");
		assertThat(environment.getProperty("spot-aware.in-tests")).isEqualTo("true");
		assertThat(System.getProperties()).doesNotContainKeys("aws.ec2MetadataServiceEndpoint", "spot-aware.in-tests");
		assertThat(((ServletWebServerApplicationContext) this.context).getWebServer().getClass().getSimpleName())
			.isEqualTo("TomcatWebServer");
	}

	@Test
	@Order(2)
	void applicationWhenItsInstanceWakesUpServesAgain(SpotEnvironment ec2) {
		ec2.announce(SpotAction.STOP, SHORT);
		Interruption stopped = ec2.awaitDrained();
		assertThat(stopped).drainedInTime();
		assertThat(this.orders.steps()).containsExactly("drain");
		ec2.withdraw();
		ec2.awaitRunning();
		// Steps are taken back side by side, once the application runs again.
		await().untilAsserted(() -> assertThat(this.orders.steps()).containsExactly("drain", "undo"));
		ec2.announce(SpotAction.HIBERNATE, SHORT);
		assertThat(ec2.awaitDrained()).drainedInTime();
	}

	@Test
	@Order(3)
	void applicationThatCameBackIsKept(SpotEnvironment ec2) {
		assertThat(SEEN).contains(this.context);
		assertThat(ec2.state()).isEqualTo("running");
		await().untilAsserted(() -> assertThat(this.orders.steps()).containsExactly("drain", "undo", "drain", "undo"));
	}

	@Test
	@Order(4)
	void rebalanceIsSeenAndTakenBack(SpotEnvironment ec2) {
		ec2.rebalance();
		ec2.withdraw();
		ec2.awaitRunning();
		assertThat(this.orders.steps()).hasSize(4);
	}

	@Test
	@Order(5)
	void wakingUpUnderLoadLosesNothing(SpotEnvironment ec2) {
		Interruption interruption = ec2.underLoad(Load.get("/orders/{request}")).during(() -> {
			ec2.announce(SpotAction.STOP, SHORT);
			ec2.awaitDrained();
			ec2.withdraw();
			ec2.awaitRunning();
		});
		assertThat(interruption).lostNothing().drainedInTime();
		assertThat(interruption.toString()).contains("withdrawn", "draining", "drained", "running");
		assertThat(ec2.state()).isEqualTo("running");
	}

	@Test
	@Order(6)
	void awaitRunningWhenTheInstanceTerminatesFails(SpotEnvironment ec2) {
		assertThat(SEEN).contains(this.context);
		ec2.announce();
		ec2.awaitDraining();
		ec2.withdraw();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(ec2::awaitRunning)
			.withMessageStartingWith("The application does not run again");
	}

	@Test
	@Order(7)
	void interruptionUnderLoadLosesNothing(SpotEnvironment ec2) {
		assertThat(SEEN).doesNotContain(this.context);
		SEEN.add(this.context);
		Interruption interruption = ec2.underLoad(Load.post("/orders", "{\"order\": {request}}").perSecond(100))
			.interrupt();
		assertThat(interruption).lostNothing().drainedInTime();
		assertThat(this.orders.taken()).hasSize((int) interruption.served()).doesNotHaveDuplicates();
		assertThat(interruption.sent()).isGreaterThan(interruption.served());
		assertThat(interruption.toString()).contains("notice: terminate in ", "draining: spot interruption, deadline ",
				"deregistered", "node 127.0.0.13 let go (2 % of the traffic)", "drained",
				"POST /orders, 100 a second: ", " 0 lost");
		assertThat(ec2.state()).isEqualTo("drained");
		assertThatIllegalStateException().isThrownBy(ec2::announce)
			.withMessageContaining("drained because its instance terminates");
		assertThat(this.context.isActive()).isTrue();
	}

	@Test
	@Order(8)
	void applicationThatWasTerminatedIsReplaced(SpotEnvironment ec2) {
		assertThat(SEEN).doesNotContain(this.context).noneMatch(ConfigurableApplicationContext::isActive);
		assertThat(ec2.state()).isEqualTo("running");
		SEEN.add(this.context);
	}

	/**
	 * Shares the application of the class around it.
	 */
	@Nested
	class WhenNested {

		private final SpotEnvironment environment;

		@Autowired
		WhenNested(SpotEnvironment environment) {
			this.environment = environment;
		}

		@Test
		void environmentIsTheSame(SpotEnvironment ec2) {
			assertThat(SEEN).contains(SpotAwareTestTests.this.context);
			assertThat(ec2).isSameAs(this.environment);
			assertThat(ec2.interrupt()).drainedInTime();
		}

	}

}
