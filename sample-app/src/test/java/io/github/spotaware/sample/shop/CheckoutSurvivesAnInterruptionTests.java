package io.github.spotaware.sample.shop;

import io.github.spotaware.test.environment.Interruption;
import io.github.spotaware.test.environment.Load;
import io.github.spotaware.test.environment.SpotEnvironment;
import io.github.spotaware.test.junit.SpotAwareTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static io.github.spotaware.test.environment.InterruptionAssert.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@SpotAwareTest
class CheckoutSurvivesAnInterruptionTests {

	@Test
	void noCheckoutIsLost(SpotEnvironment ec2) {
		Interruption interruption = ec2.underLoad(Load.get("/checkout/A-{request}").perSecond(100)).interrupt();
		assertThat(interruption).lostNothing().drainedInTime();
	}

}
