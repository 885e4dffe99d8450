package io.github.spotaware.web;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.IdleTimeout;
import io.github.spotaware.LoadBalancerView;
import io.github.spotaware.Severity;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds that the web server closes idle connections before the load balancer does, which
 * may just then send a request on one.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html">
 * Load balancer attributes: connection idle timeout</a>
 */
final class KeepAliveCheck implements Check {

	private static final String ID = "keep-alive-short";

	private static final Duration DEFAULT = Duration.ofSeconds(60);

	private final IdleLimits limits;

	private final ObjectProvider<LoadBalancerView> balancers;

	KeepAliveCheck(IdleLimits limits, ObjectProvider<LoadBalancerView> balancers) {
		this.limits = limits;
		this.balancers = balancers;
	}

	@Override
	public List<Finding> findings() {
		IdleLimit ours = this.limits.shortest();
		if (ours == null) {
			return List.of();
		}
		return this.balancers.stream()
			.flatMap((view) -> view.idleTimeouts().stream())
			.map((timeout) -> find(ours, timeout))
			.filter(Objects::nonNull)
			.toList();
	}

	private static @Nullable Finding find(IdleLimit ours, IdleTimeout theirs) {
		Duration timeout = theirs.duration();
		if (timeout == null) {
			return unread(ours, theirs);
		}
		return (ours.duration().compareTo(timeout) > 0) ? null : tooShort(ours, theirs.loadBalancer(), timeout);
	}

	private static Finding tooShort(IdleLimit ours, String balancer, Duration timeout) {
		return new Finding(ID, Severity.WARNING,
				"The web server closes a connection after %s without a request, and the load balancer '%s' goes on using it for %s: a request that comes just then is answered with 502."
					.formatted(words(ours.duration()), balancer, words(timeout)),
				"Set %s to more than %s, such as '%ds'.".formatted(ours.property(), words(timeout),
						timeout.toSeconds() + 5));
	}

	private static Finding unread(IdleLimit ours, IdleTimeout theirs) {
		return new Finding(ID, Severity.UNCHECKED,
				"Could not read after how long the load balancer '%s' closes an idle connection: %s. The web server does after %s, and the load balancer's default is %s; if the web server is the earlier one, requests are answered with 502."
					.formatted(theirs.loadBalancer(), theirs.problem(), words(ours.duration()), words(DEFAULT)),
				"Allow 'elasticloadbalancing:DescribeLoadBalancerAttributes' on '*' in the IAM role, or compare the idle timeout of the load balancer with %s yourself."
					.formatted(ours.property()));
	}

	private static String words(Duration duration) {
		return (duration.toMillis() % 1000 == 0) ? "%d s".formatted(duration.toSeconds())
				: "%.1f s".formatted(duration.toMillis() / 1000.0);
	}

}
