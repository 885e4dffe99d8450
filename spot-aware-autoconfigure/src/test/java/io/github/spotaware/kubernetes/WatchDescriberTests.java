package io.github.spotaware.kubernetes;

import java.time.Duration;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PodIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WatchDescriber}.
 */
@Timeout(120)
class WatchDescriberTests {

	private static final Duration LIMIT = Duration.ofSeconds(40);

	private static final InstanceIdentity KNOWN = pod(null, null, null, null, Capacity.UNKNOWN, null);

	private final WatchFixture fixture = new WatchFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void describeFillsInWhatIsSeenFirst() {
		this.fixture.cluster.put(Samples.pod().build());
		this.fixture.cluster.put(Samples.node().build());
		WatchedPod pod = this.fixture.watchPod();
		WatchDescriber describer = new WatchDescriber(pod, this.fixture.watchNode(pod), LIMIT);
		assertThat(describer.describe(KNOWN)).isEqualTo(pod("i-0123456789abcdef0", "10.0.1.33", "ap-northeast-1a",
				"ap-northeast-1", Capacity.SPOT, Samples.NODE));
		assertThat(this.fixture.facts.gracePeriod()).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void describeBelievesWhatIsKnownAlready() {
		this.fixture.cluster.put(Samples.pod().build());
		this.fixture.cluster.put(Samples.node().build());
		WatchedPod pod = this.fixture.watchPod();
		WatchDescriber describer = new WatchDescriber(pod, this.fixture.watchNode(pod), LIMIT);
		InstanceIdentity known = pod("i-1", "10.0.9.9", "eu-west-1b", "eu-west-1", Capacity.ON_DEMAND, "other");
		assertThat(describer.describe(known)).isEqualTo(known);
	}

	@Test
	void describeWithoutPermissionsWaitsForNothing() {
		this.fixture.cluster.refuse("list pods", 403);
		this.fixture.cluster.refuse("list nodes", 403);
		WatchDescriber describer = new WatchDescriber(this.fixture.watchPod(), this.fixture.watchNode(), LIMIT);
		assertThat(describer.describe(KNOWN)).isEqualTo(KNOWN);
		assertThat(this.fixture.facts.gracePeriod()).isNull();
		assertThat(this.fixture.findingIds()).containsExactly("kubernetes-pod-forbidden", "kubernetes-node-forbidden");
	}

	@Test
	void describeWithoutAWatchOfTheNodeKnowsThePod() {
		this.fixture.cluster.put(Samples.pod().build());
		assertThat(new WatchDescriber(this.fixture.watchPod(), null, LIMIT).describe(KNOWN))
			.isEqualTo(pod(null, "10.0.1.33", null, null, Capacity.UNKNOWN, Samples.NODE));
	}

	@Test
	void describeWithoutWatchesChangesNothing() {
		assertThat(new WatchDescriber(null, null, LIMIT).describe(KNOWN)).isEqualTo(KNOWN);
	}

	@Test
	void describeThatIsInterruptedGoesOn() {
		Thread.currentThread().interrupt();
		WatchedPod pod = new WatchedPod(this.fixture.podEnvironment, this.fixture.facts);
		assertThat(new WatchDescriber(pod, null, LIMIT).describe(KNOWN)).isSameAs(KNOWN);
		assertThat(Thread.interrupted()).isTrue();
	}

	private static InstanceIdentity pod(@Nullable String instance, @Nullable String address, @Nullable String zone,
			@Nullable String region, Capacity capacity, @Nullable String node) {
		return new InstanceIdentity(Platform.KUBERNETES, instance, address, zone, region, capacity, null,
				new PodIdentity("shop-1", "shop", node));
	}

}
