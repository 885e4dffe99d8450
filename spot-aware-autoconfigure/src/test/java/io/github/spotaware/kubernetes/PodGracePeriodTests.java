package io.github.spotaware.kubernetes;

import java.time.Duration;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PodGracePeriod}.
 */
class PodGracePeriodTests {

	private static final InstanceIdentity POD = InstanceIdentity.unknown(Platform.KUBERNETES);

	private final PodFacts facts = new PodFacts();

	private final PodGracePeriod gracePeriod = new PodGracePeriod(this.facts);

	@Test
	void findElsewhereIsNull() {
		this.facts.gracePeriod(Duration.ofMinutes(1));
		assertThat(this.gracePeriod.find(InstanceIdentity.unknown(Platform.EC2))).isNull();
	}

	@Test
	void findIsTheDefaultUntilThePodWasRead() {
		assertThat(this.gracePeriod.find(POD)).satisfies((known) -> {
			assertThat(known.duration()).isEqualTo(Duration.ofSeconds(30));
			assertThat(known.origin()).isEqualTo("default of Kubernetes");
			assertThat(known.remedy()).contains("spot-aware.termination-grace-period");
		});
		this.facts.gracePeriod(Duration.ofMinutes(1));
		assertThat(this.gracePeriod.find(POD)).satisfies((known) -> {
			assertThat(known.duration()).isEqualTo(Duration.ofMinutes(1));
			assertThat(known.origin()).isEqualTo("terminationGracePeriodSeconds of the pod");
			assertThat(known.remedy()).isEqualTo("Set 'terminationGracePeriodSeconds' of the pod.");
		});
	}

}
