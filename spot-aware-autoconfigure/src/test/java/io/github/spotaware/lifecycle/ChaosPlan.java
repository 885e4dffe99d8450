package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.github.spotaware.Platform;

/**
 * One interruption, drawn from a seed.
 *
 * @param seed the seed
 * @param platform where it happens
 * @param faults what goes wrong besides
 * @param drain how the application leaves
 * @param grace the time between SIGTERM and SIGKILL
 * @param begins when it begins: there is traffic before
 * @param ahead how long before the end of the instance its notice comes
 * @param nodes the nodes of the load balancer
 * @param callsApi whether a pod deregisters itself
 * @param otherHealthy whether another target is healthy when it begins
 * @param replacement how long after the beginning a replacement is healthy
 */
record ChaosPlan(long seed, Platform platform, Set<ChaosFault> faults, SpotAwareProperties.Drain drain, Duration grace,
		Duration begins, Duration ahead, List<Node> nodes, boolean callsApi, boolean otherHealthy,
		Duration replacement) {

	private static final List<Platform> PLATFORMS = List.of(Platform.EC2, Platform.ECS_FARGATE, Platform.ECS_EC2,
			Platform.KUBERNETES);

	static ChaosPlan draw(long seed) {
		Random random = new Random(seed);
		// Neighbouring seeds begin alike.
		random.nextLong();
		Platform platform = PLATFORMS.get(random.nextInt(PLATFORMS.size()));
		Set<ChaosFault> faults = EnumSet.noneOf(ChaosFault.class);
		for (ChaosFault fault : ChaosFault.values()) {
			if (fault.possibleOn(platform) && random.nextInt(7) == 0) {
				faults.add(fault);
			}
		}
		Duration quiet = seconds(random, 1, 4);
		SpotAwareProperties.Drain drain = new SpotAwareProperties.Drain(quiet.plus(seconds(random, 0, 25)), quiet,
				seconds(random, 1, 8), Duration.ofMinutes(2));
		Duration begins = (random.nextInt(4) == 0) ? seconds(random, 20, 290) : seconds(random, 301, 311);
		Duration ahead = (random.nextInt(3) == 0) ? seconds(random, -5, 150) : seconds(random, 100, 120);
		List<Node> nodes = new ArrayList<>();
		for (int i = 0; i <= random.nextInt(6); i++) {
			nodes.add(new Node("10.0.0." + i, 0.05 + 5 * random.nextDouble(), seconds(random, 0, 40)));
		}
		boolean never = faults.contains(ChaosFault.REPLACEMENT_NEVER_HEALTHY);
		return new ChaosPlan(seed, platform, faults, drain, seconds(random, 10, 120), begins, ahead, nodes,
				platform != Platform.KUBERNETES || random.nextBoolean() || wantsApi(faults),
				!never && random.nextBoolean(), never ? Duration.ofDays(1) : seconds(random, 5, 60));
	}

	private static boolean wantsApi(Set<ChaosFault> faults) {
		return faults.stream().anyMatch(ChaosFault.OF_THE_API::contains);
	}

	private static Duration seconds(Random random, int least, int most) {
		return Duration.ofMillis(1000L * least + random.nextInt(1000 * (most - least) + 1));
	}

	boolean has(ChaosFault fault) {
		return this.faults.contains(fault);
	}

	SpotAwareProperties properties() {
		return new SpotAwareProperties(true, false, false, null, RebalancePolicy.NOTIFY, ShutdownPolicy.AUTO,
				this.drain);
	}

	/**
	 * A node of the load balancer.
	 *
	 * @param address its address
	 * @param rate requests a second
	 * @param lag how long it goes on routing
	 */
	record Node(String address, double rate, Duration lag) {
	}

}
