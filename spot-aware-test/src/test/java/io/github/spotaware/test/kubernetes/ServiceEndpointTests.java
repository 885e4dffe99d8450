package io.github.spotaware.test.kubernetes;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceEndpoint}.
 */
class ServiceEndpointTests {

	private static final ServiceEndpoint READY = endpoint(true, false);

	private static final ServiceEndpoint STARTING = endpoint(false, false);

	private static final ServiceEndpoint LEAVING = endpoint(true, true);

	private static final ServiceEndpoint GOING = endpoint(false, true);

	@Test
	void usableAreTheReadyOnes() {
		assertThat(ServiceEndpoint.usable(List.of(STARTING, LEAVING, READY, GOING))).containsExactly(READY);
	}

	@Test
	void usableWhenNoneIsReadyAreThoseThatStillServe() {
		assertThat(ServiceEndpoint.usable(List.of(STARTING, LEAVING, GOING))).containsExactly(LEAVING);
		assertThat(ServiceEndpoint.usable(List.of(STARTING, GOING))).isEmpty();
	}

	private static ServiceEndpoint endpoint(boolean serving, boolean terminating) {
		return new ServiceEndpoint("shop", "10.0.1.15", 8080, serving, terminating);
	}

}
