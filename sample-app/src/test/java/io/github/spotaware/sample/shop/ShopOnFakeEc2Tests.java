package io.github.spotaware.sample.shop;

import java.time.Duration;

import io.github.spotaware.test.environment.Load;
import io.github.spotaware.test.environment.SpotAction;
import io.github.spotaware.test.environment.SpotEnvironment;
import io.github.spotaware.test.junit.SpotAwareTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what else the README shows of a test on fake EC2.
 */
@SpringBootTest
@SpotAwareTest
class ShopOnFakeEc2Tests {

	@Test
	void shopLeavesAndComesBack(SpotEnvironment ec2, @Autowired ApplicationAvailability availability) {
		ec2.announce(SpotAction.STOP, Duration.ofSeconds(6));
		ec2.awaitDrained();
		assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		ec2.withdraw();
		ec2.awaitRunning();
		assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void shopStartedByTheTestLosesNothing() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext shop = SpringApplication.run(ShopApplication.class,
						ec2.arguments("--server.port=0"))) {
			ec2.underLoad(Load.get("/checkout/A-17")).interrupt().assertNothingLost().assertDrainedInTime();
			assertThat(shop.isRunning()).isTrue();
		}
	}

}
