package com.example.shop;

import io.github.spotaware.test.environment.Interruption;
import io.github.spotaware.test.environment.Load;
import io.github.spotaware.test.environment.SpotEnvironment;
import io.github.spotaware.test.junit.SpotAwareTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static io.github.spotaware.test.environment.InterruptionAssert.assertThat;

/**
 * A test as a user writes it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@SpotAwareTest
class OrdersSurviveAnInterruptionTests {

	@Test
	void noOrderIsLost(SpotEnvironment ec2) {
		Interruption interruption = ec2.underLoad(Load.get("/orders").perSecond(50)).interrupt();
		assertThat(interruption).lostNothing().drainedInTime();
	}

}
