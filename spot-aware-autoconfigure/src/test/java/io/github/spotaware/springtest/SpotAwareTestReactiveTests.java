package io.github.spotaware.springtest;

import io.github.spotaware.test.environment.Interruption;
import io.github.spotaware.test.environment.Load;
import io.github.spotaware.test.environment.SpotEnvironment;
import io.github.spotaware.test.junit.SpotAwareTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

import static io.github.spotaware.test.environment.InterruptionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpotAwareTest} with a reactive application on Reactor Netty, and a
 * load balancer of one node.
 */
@SpringBootTest(classes = Orders.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", "spring.cloud.aws.imds.enabled=false" })
@SpotAwareTest(nodes = 1, lag = "500ms", notice = "5s")
class SpotAwareTestReactiveTests {

	@Test
	void interruptionUnderLoadLosesNothing(SpotEnvironment ec2, ReactiveWebServerApplicationContext context) {
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo("NettyWebServer");
		Interruption interruption = ec2
			.underLoad(Load.get("/orders/7").expecting((status, body) -> body.equals("order 7")))
			.interrupt();
		assertThat(interruption).lostNothing().drainedInTime();
	}

}
