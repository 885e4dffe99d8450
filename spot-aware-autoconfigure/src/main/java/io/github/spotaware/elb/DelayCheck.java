package io.github.spotaware.elb;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.spotaware.Check;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.Finding;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Finds that the deregistration delay of a target group cuts requests off, or holds up
 * whoever waits for it.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html">
 * Target group attributes: deregistration delay</a>
 */
final class DelayCheck implements Check {

	/**
	 * What AWS gives before it takes Spot capacity away.
	 */
	private static final Duration NOTICE = Duration.ofMinutes(2);

	private final OwnGroups groups;

	private final Supplier<Duration> longLived;

	private final Supplier<DrainTerms.@Nullable Known> terms;

	/**
	 * Create the check.
	 * @param groups the groups that we are in
	 * @param longLived how long a request holds up a drain
	 * @param terms tells where we are
	 */
	DelayCheck(OwnGroups groups, Supplier<Duration> longLived, Supplier<DrainTerms.@Nullable Known> terms) {
		this.groups = groups;
		this.longLived = longLived;
		this.terms = terms;
	}

	@Override
	public List<Finding> findings() {
		DrainTerms.Known now = this.terms.get();
		return (now == null) ? List.of()
				: this.groups.all()
					.stream()
					.map((group) -> find(group, now.identity().platform()))
					.filter(Objects::nonNull)
					.toList();
	}

	private @Nullable Finding find(OwnGroups.Group group, Platform platform) {
		Duration delay = group.delay();
		// A Network Load Balancer keeps connections unless it is told to end them.
		if (delay == null || group.kind().network()) {
			return null;
		}
		if (delay.compareTo(this.longLived.get()) < 0) {
			return tooShort(group, delay, this.longLived.get());
		}
		boolean waitedFor = platform.ecs() || platform == Platform.EC2;
		return (waitedFor && delay.compareTo(NOTICE) > 0) ? tooLong(group, delay, platform) : null;
	}

	private static Finding tooShort(OwnGroups.Group group, Duration delay, Duration longLived) {
		return new Finding("elb-deregistration-delay-short", Severity.WARNING,
				"The deregistration delay of target group '%s' is %d s: the load balancer then cuts off requests that are still open, while the application would finish those of up to %d s."
					.formatted(group.name(), delay.toSeconds(), longLived.toSeconds()),
				"Set 'deregistration_delay.timeout_seconds' of '%s' to at least the time of the longest request, such as 30."
					.formatted(group.arn()));
	}

	private static Finding tooLong(OwnGroups.Group group, Duration delay, Platform platform) {
		String waits = platform.ecs() ? "in a deployment ECS waits for it before it sends SIGTERM to a task"
				: "an Auto Scaling group waits for it before it ends an instance";
		return new Finding("elb-deregistration-delay-long", Severity.INFO,
				"The deregistration delay of target group '%s' is %d s, and an interruption leaves 120 s: nothing is lost by that, since a drain does not wait for it, but %s."
					.formatted(group.name(), delay.toSeconds(), waits),
				"Set 'deregistration_delay.timeout_seconds' of '%s' to little more than the time of the longest request, such as 30."
					.formatted(group.arn()));
	}

}
