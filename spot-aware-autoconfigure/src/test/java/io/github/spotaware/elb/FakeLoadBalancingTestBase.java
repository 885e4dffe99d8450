package io.github.spotaware.elb;

import io.github.spotaware.test.FakeAws;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * Base of the tests before a fake load balancing API.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FakeLoadBalancingTestBase {

	private FakeAws aws;

	ElbFixture elb;

	@BeforeAll
	void startAws() {
		this.aws = FakeAws.start();
	}

	@AfterAll
	void stopAws() {
		this.aws.close();
	}

	@BeforeEach
	void open() {
		this.elb = new ElbFixture(this.aws.loadBalancing());
	}

	@AfterEach
	void close() {
		this.elb.close();
	}

}
