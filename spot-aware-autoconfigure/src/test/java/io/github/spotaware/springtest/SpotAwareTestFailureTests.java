package io.github.spotaware.springtest;

import java.util.List;

import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.github.spotaware.test.environment.Load;
import io.github.spotaware.test.environment.SpotEnvironment;
import io.github.spotaware.test.junit.SpotAwareTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/**
 * Tests that tests with {@link SpotAwareTest} fail where they have to, with a text that
 * helps.
 */
class SpotAwareTestFailureTests {

	@Test
	void applicationThatFailsWhileItDrainsFailsTheTest() {
		assertThat(failureOf(ApplicationThatFailsWhileItDrains.class))
			.startsWith("Expected that no request is lost, but ")
			.containsPattern("0\\.00 s {2}notice: terminate in \\d\\.\\d\\d s\n")
			.containsPattern(" s {2}draining: spot interruption, deadline 20.*Z\n")
			.containsPattern(" s {2}drained\n")
			.containsPattern("GET /orders, 50 a second: \\d+ sent, \\d+ served by the application, \\d+ lost\n")
			.containsPattern(" x server error 500, answered by the application, sent from \\d\\.\\d\\d s to ")
			.containsPattern(
					" s {2}sent through node 127\\.0\\.0\\.1[123]: server error 500, answered by the application\n");
	}

	@Test
	void loadBalancerThatLetsGoTooLateFailsTheTest() {
		assertThat(failureOf(LoadBalancerThatLetsGoTooLate.class)).startsWith("Expected that no request is lost, but ")
			.contains("server error 502 connection-refused, the application was gone, sent from ");
	}

	@Test
	void applicationThatIsNotDrainedInTimeFailsTheTest() {
		assertThat(failureOf(MetadataServiceThatFails.class)).startsWith("The application has not drained")
			.containsPattern("0\\.00 s {2}notice: terminate in \\d\\.\\d\\d s\n")
			.contains("the time of the interruption");
	}

	@Test
	void applicationThatDoesNotAnswerAsExpectedFailsTheTestBeforeAnythingHappens() {
		assertThat(failureOf(PathThatIsNotThere.class)).matches("The application does not answer 'GET /nowhere, "
				+ "50 a second' as expected, even before anything happened: \\{WRONG_ANSWER 404=\\d+}");
	}

	@Test
	void applicationThatIsNeverHealthyFailsTheTest() {
		assertThat(failureOf(HealthCheckThatFails.class)).startsWith(
				"The application, which is running, is not in service: the load balancer asks for '/nowhere' at port ")
			.endsWith(" and gets status 404. Let the path answer 200, "
					+ "or name another one with @SpotAwareTest(healthCheck = ...)");
	}

	@Test
	void spotAwareThatIsSwitchedOffFailsTheTest() {
		assertThat(failureOf(SpotAwareThatIsSwitchedOff.class))
			.isEqualTo("Spot Aware is switched off: 'spot-aware.enabled' is 'false'. Set it to 'true' for this test");
	}

	@Test
	void applicationWithoutWebServerFailsTheTest() {
		assertThat(failureOf(ApplicationWithoutWebServer.class))
			.isEqualTo("The application has no web server to send requests to: "
					+ "use @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)");
	}

	@Test
	void testWithoutApplicationFails() {
		assertThat(failureOf(TestWithoutApplication.class))
			.contains("use @SpotAwareTest together with @SpringBootTest");
	}

	private static String failureOf(Class<?> testClass) {
		List<Throwable> failures = EngineTestKit.engine("junit-jupiter")
			.selectors(selectClass(testClass))
			.execute()
			.testEvents()
			.failed()
			.stream()
			.flatMap((event) -> event.getPayload(TestExecutionResult.class).stream())
			.flatMap((result) -> result.getThrowable().stream())
			.toList();
		assertThat(failures).hasSize(1);
		return String.valueOf(failures.get(0).getMessage()).replace("\r\n", "\n");
	}

	/**
	 * Has the bug that it gives its database back as soon as it drains.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class HastyApplication {

		private volatile boolean closed;

		@GetMapping("/orders")
		String orders() {
			if (this.closed) {
				throw new IllegalStateException("The database is closed");
			}
			return "orders";
		}

		@EventListener
		void changed(SpotStateChanged event) {
			this.closed = event.current() instanceof SpotState.Draining;
		}

	}

	@SpringBootTest(classes = HastyApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "spring.main.web-application-type=servlet", "spring.cloud.aws.imds.enabled=false" })
	@SpotAwareTest
	static class ApplicationThatFailsWhileItDrains {

		@Test
		void noOrderIsLost(SpotEnvironment ec2) {
			ec2.underLoad(Load.get("/orders")).interrupt().assertDrainedInTime().assertNothingLost();
		}

	}

	@SpringBootTest(classes = Orders.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "spring.main.web-application-type=servlet", "spring.cloud.aws.imds.enabled=false" })
	@SpotAwareTest(notice = "4s", lag = "9s")
	static class LoadBalancerThatLetsGoTooLate {

		@Test
		void noOrderIsLost(SpotEnvironment ec2) {
			ec2.underLoad(Load.get("/orders/1")).interrupt().assertDrainedInTime().assertNothingLost();
		}

	}

	@SpringBootTest(classes = Orders.class,
			properties = { "spring.main.web-application-type=servlet", "spring.cloud.aws.imds.enabled=false" })
	@SpotAwareTest(notice = "1s")
	static class MetadataServiceThatFails {

		@Test
		void drains(SpotEnvironment ec2) {
			ec2.instance().metadataEnabled(false);
			ec2.interrupt();
		}

	}

	@SpringBootTest(classes = Orders.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "spring.main.web-application-type=servlet", "spring.cloud.aws.imds.enabled=false" })
	@SpotAwareTest
	static class PathThatIsNotThere {

		@Test
		void noOrderIsLost(SpotEnvironment ec2) {
			ec2.underLoad(Load.get("/nowhere")).interrupt();
		}

	}

	@SpringBootTest(classes = Orders.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "spring.main.web-application-type=servlet", "spring.cloud.aws.imds.enabled=false" })
	@SpotAwareTest(healthCheck = "/nowhere")
	static class HealthCheckThatFails {

		@Test
		void noOrderIsLost(SpotEnvironment ec2) {
			ec2.underLoad(Load.get("/orders/1")).interrupt();
		}

	}

	@SpringBootTest(classes = Orders.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "spring.main.web-application-type=servlet", "spring.cloud.aws.imds.enabled=false",
					"spot-aware.enabled=false" })
	@SpotAwareTest
	static class SpotAwareThatIsSwitchedOff {

		@Test
		void noOrderIsLost(SpotEnvironment ec2) {
			ec2.underLoad(Load.get("/orders/1")).interrupt();
		}

	}

	@SpringBootTest(classes = Orders.class,
			properties = { "spring.main.web-application-type=servlet", "spring.cloud.aws.imds.enabled=false" })
	@SpotAwareTest(notice = "1s")
	static class ApplicationWithoutWebServer {

		@Test
		void noOrderIsLost(SpotEnvironment ec2) {
			ec2.underLoad(Load.get("/orders/1")).interrupt();
		}

	}

	@SpotAwareTest
	static class TestWithoutApplication {

		@Test
		void noOrderIsLost(SpotEnvironment ec2) {
			ec2.interrupt();
		}

	}

}
