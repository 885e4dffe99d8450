package io.github.spotaware.elb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.github.spotaware.Target;
import io.github.spotaware.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Puts our targets into their groups and takes them out, and writes that into the book.
 * <p>
 * Makes one call at a time, and asks whether it is still wanted when its turn has come:
 * so a deregistration waits for the answer to a registration that is on its way, and no
 * registration follows it. The load balancer hears the two in that order. A call that is
 * given up without an answer (after the client's time-out, five seconds) is over for us;
 * a server that would act on it later still could not be told from one that never does.
 */
final class Membership {

	private static final Log logger = LogFactory.getLog(Membership.class);

	private final LoadBalancingApi api;

	private final TargetBook book;

	private final Ticker ticker;

	private final ReentrantLock calls = new ReentrantLock();

	private final Set<Target> attempted = ConcurrentHashMap.newKeySet();

	Membership(LoadBalancingApi api, TargetBook book, Ticker ticker) {
		this.api = api;
		this.book = book;
		this.ticker = ticker;
	}

	/**
	 * Take targets out of their group.
	 * @param group the ARN of the group
	 * @param targets the targets
	 * @return the targets
	 * @throws InterruptedException when interrupted while another call is made
	 */
	Answer<List<Target>> deregister(String group, List<Target> targets) throws InterruptedException {
		this.calls.lockInterruptibly();
		try {
			// Also a call whose answer does not arrive may have been heard.
			List<Target> first = targets.stream().filter(this.attempted::add).toList();
			Answer<List<Target>> answer = this.api.deregister(group, targets);
			Problem problem = answer.problem();
			if (problem == null) {
				long now = this.ticker.nanos();
				this.book.update(targets, (target) -> target.deregistered(now));
				logger.info("Deregistered %s".formatted(words(group, targets)));
			}
			else if (problem.kind() != Problem.Kind.UNREACHABLE) {
				first.forEach(this.attempted::remove);
			}
			return answer;
		}
		finally {
			this.calls.unlock();
		}
	}

	/**
	 * Put targets into their group, if that is still wanted.
	 * @param group the ARN of the group
	 * @param targets the targets
	 * @param wanted whether it is
	 * @return the targets, or {@code null} when it is not
	 * @throws InterruptedException when interrupted while another call is made
	 */
	@Nullable Answer<List<Target>> register(String group, List<Target> targets, BooleanSupplier wanted)
			throws InterruptedException {
		this.calls.lockInterruptibly();
		try {
			if (!wanted.getAsBoolean()) {
				return null;
			}
			// Before the answer: a drain that begins meanwhile must deregister again.
			this.book.update(targets, TrackedTarget::registering);
			Answer<List<Target>> answer = this.api.register(group, targets);
			if (answer.problem() == null) {
				long now = this.ticker.nanos();
				this.book.update(targets, (target) -> target.registered(now));
				targets.forEach(this.attempted::remove);
				logger.info("Registered %s".formatted(words(group, targets)));
			}
			return answer;
		}
		finally {
			this.calls.unlock();
		}
	}

	/**
	 * Return the targets that we did not put in, or took out again.
	 * @return the targets by the ARN of their group
	 */
	Map<String, List<Target>> missing() {
		return this.book.groups((target) -> target.registeredAt() == null);
	}

	/**
	 * Return the targets that we took out, or may have taken out.
	 * @return the targets by the ARN of their group
	 */
	Map<String, List<Target>> takenOut() {
		return this.book.groups((target) -> this.attempted.contains(target.target()) && !target.stranger());
	}

	static String words(String group, List<Target> targets) {
		String names = targets.stream()
			.map((target) -> "'%s:%d'".formatted(target.id(), target.port()))
			.collect(Collectors.joining(" and "));
		return "%s of target group '%s'".formatted(names, TargetGroupArn.nameOf(group));
	}

}
